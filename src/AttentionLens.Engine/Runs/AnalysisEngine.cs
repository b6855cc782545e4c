namespace AttentionLens.Engine;

/// <summary>Runs many analyzers over one model and many inputs: one shared pass for each batch, one more for each distinct set of
/// interventions and backward pass that analyzers ask for, and nothing captured that nobody asked for.</summary>
/// <remarks>
/// <para>An analyzer that throws costs its own results alone: each type of exception becomes one finding with a count, its other
/// findings are marked partial, and the run goes on. The call that failed is left out and later calls are made as before, up to a
/// thousand failures; statistics leave out the whole batch in which one of their actions failed. A failing pass with interventions
/// or a backward pass is a failure of the analyzers that asked for it.</para>
/// <para>Attribution methods explain the first examples and are tested against the model; one that throws fails like an analyzer, named
/// <c>attribution.METHOD</c>.</para>
/// <para>An input that cannot be encoded, and a shared pass that fails, end the run.</para>
/// <para>Everything runs on the thread that runs the model, analyzers in name order, so the same request gives an equal report.</para>
/// </remarks>
public static class AnalysisEngine
{
    /// <summary>Runs the analyzers over every input and puts the report together.</summary>
    /// <param name="request">All that the run needs.</param>
    /// <param name="progress">Hears how far it is, or null.</param>
    /// <param name="cancellationToken">Cancels between batches, between actions and within the model.</param>
    /// <exception cref="LensInputException">The request, an option or an input cannot be used.</exception>
    /// <exception cref="LensException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<AnalysisReport> RunAsync(
        AnalysisRequest request, IProgress<AnalysisProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequestCheck.Check(request);
        cancellationToken.ThrowIfCancellationRequested();
        CollectedResults results = await new RunSession(request, cancellationToken).CollectAsync(progress);
        progress?.Report(new AnalysisProgress(AnalysisStage.Summary, results.ExampleCount, request.InputCount));
        return Summary.Read(results);
    }

    /// <summary>Runs the analyzers over a part of a corpus: everything but the reading of the statistics.</summary>
    /// <param name="request">All that the run needs; <see cref="AnalysisRequest.FirstIndex"/> says where the part begins.</param>
    /// <param name="progress">Hears how far it is, or null.</param>
    /// <param name="cancellationToken">Cancels between batches, between actions and within the model.</param>
    /// <exception cref="LensInputException">The request, an option or an input cannot be used.</exception>
    /// <exception cref="LensException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<AnalysisPart> ScanAsync(
        AnalysisRequest request, IProgress<AnalysisProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequestCheck.Check(request);
        RequestCheck.DemandNoAttributions(request);
        cancellationToken.ThrowIfCancellationRequested();
        CollectedResults results = await new RunSession(request, cancellationToken).CollectAsync(progress);
        AnalysisPart part = AnalysisPart.From(results, request.FirstIndex);
        results.Scope.Close();
        return part;
    }

    /// <summary>Combines all parts of a corpus into one report, without the model.</summary>
    /// <param name="parts">The parts, in any order; together they follow each other without gap or overlap.</param>
    /// <param name="create">Makes the analyzer of a name; the parts hold its options.</param>
    /// <param name="settings">How results become a report.</param>
    /// <param name="cancellationToken">Cancels between parts and between actions.</param>
    /// <exception cref="LensInputException">The parts do not belong together, or their statistics cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static AnalysisReport Combine(
        IReadOnlyList<AnalysisPart> parts,
        Func<string, LensAnalyzer> create,
        ReportSettings settings,
        CancellationToken cancellationToken = default)
    {
        RequestCheck.Check(settings);
        return Summary.Read(PartCombiner.Combine(parts, create, settings, cancellationToken));
    }
}
