namespace AttentionLens.Engine;

/// <summary>The end of a run: statistics over all examples are read and the report is put together.</summary>
internal static class Summary
{
    public static AnalysisReport Read(CollectedResults results)
    {
        foreach (AnalyzerRun analyzer in results.Analyzers)
        {
            foreach (Dataset dataset in analyzer.Datasets)
            {
                results.Scope.CancellationToken.ThrowIfCancellationRequested();
                dataset.End();
            }
        }

        results.Scope.CancellationToken.ThrowIfCancellationRequested();
        results.Scope.Close();
        return ReportAssembler.Assemble(results);
    }
}
