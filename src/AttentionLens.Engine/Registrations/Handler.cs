namespace AttentionLens.Engine;

/// <summary>An action that an analyzer registered, and what becomes of it when it throws.</summary>
internal abstract class Handler(AnalyzerRun owner, Dataset? dataset)
{
    public AnalyzerRun Owner => owner;

    /// <summary>Whether it still takes part in the run.</summary>
    public bool IsWanted => !owner.IsStopped && dataset is not { IsBroken: true };

    /// <summary>Whether it is called now: its statistics, where it fills some, take part in the batch.</summary>
    protected bool IsOpen => IsWanted && dataset is not { IsOpen: false };

    /// <summary>The batch failed for it, not in its own action alone.</summary>
    public void Fail(Exception exception, SiteAddress address)
    {
        owner.FailBatch(exception, address);
        dataset?.DropBatch();
    }

    /// <summary>Its action failed on one example. Statistics of a batch are filled together, so they lose all of it.</summary>
    protected void FailExample(int row, Exception exception, SiteAddress address)
    {
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
