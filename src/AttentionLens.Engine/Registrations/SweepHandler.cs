namespace AttentionLens.Engine;

/// <summary>Many changes and an action for each example, and whose they are.</summary>
internal sealed class SweepHandler(AnalyzerRun owner, InterventionSweep sweep, Action<SweepContext> call, Dataset? dataset)
{
    public AnalyzerRun Owner => owner;

    public InterventionSweep Sweep => sweep;

    /// <summary>Whether it still takes part in the run.</summary>
    public bool IsWanted => !owner.IsStopped && dataset is not { IsBroken: true };

    public void Call(SweepScope context, int row)
    {
        if (!IsWanted || dataset is { IsOpen: false })
        {
            return;
        }

        try
        {
            call(context);
        }
        catch (Exception exception)
        {
            SiteAddress address = new(null, Example: context.Example.Index);
            if (dataset is null)
            {
                owner.FailRow(row, exception, address);
            }
            else
            {
                Fail(exception, address);
            }
        }
    }

    /// <summary>The sweep itself, or statistics of it, failed on a batch.</summary>
    public void Fail(Exception exception, SiteAddress address)
    {
        owner.FailBatch(exception, address);
        dataset?.DropBatch();
    }
}
