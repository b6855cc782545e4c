namespace AttentionLens.Engine;

/// <summary>Many changes and an action for each example, and whose they are.</summary>
internal sealed class SweepHandler(AnalyzerRun owner, InterventionSweep sweep, Action<SweepContext> call, Dataset? dataset) : Handler(owner, dataset)
{
    public InterventionSweep Sweep => sweep;

    public void Call(SweepScope context, int row)
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            call(context);
        }
        catch (Exception exception)
        {
            FailExample(row, exception, new SiteAddress(null, Example: context.Example.Index));
        }
    }
}
