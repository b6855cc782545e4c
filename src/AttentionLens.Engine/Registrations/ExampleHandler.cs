using System.Collections.Frozen;

namespace AttentionLens.Engine;

/// <summary>An action for each example, what it reads, and whose it is.</summary>
internal sealed class ExampleHandler(AnalyzerRun owner, ExampleNeeds needs, Action<ExampleContext> call, Dataset? dataset)
{
    public AnalyzerRun Owner => owner;

    public RunPlan Plan => needs.Plan;

    public FrozenSet<HookName> Values => needs.Values;

    public FrozenSet<HookName> Gradients => needs.Gradients;

    /// <summary>Whether it still takes part in the run.</summary>
    public bool IsWanted => !owner.IsStopped && dataset is not { IsBroken: true };

    public void Call(ExampleScope context)
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
                owner.FailRow(context.Row, exception, address);
            }
            else
            {
                owner.FailBatch(exception, address);
                dataset.DropBatch();
            }
        }
    }

    /// <summary>The pass itself failed on this plan.</summary>
    public void FailPass(Exception exception, SiteAddress address)
    {
        owner.FailBatch(exception, address);
        dataset?.DropBatch();
    }
}
