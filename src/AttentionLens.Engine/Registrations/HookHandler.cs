using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>An action at hook points, and whose it is.</summary>
internal sealed class HookHandler(
    AnalyzerRun owner, HookSelector selector, ImmutableArray<HookPoint> points, HookReader call, Dataset? dataset)
{
    public HookSelector Selector => selector;

    public ImmutableArray<HookPoint> Points => points;

    /// <summary>Whether it still takes part in the run.</summary>
    public bool IsWanted => !owner.IsStopped && dataset is not { IsBroken: true };

    public void Call(in HookContext context)
    {
        if (!IsWanted || dataset is { IsOpen: false })
        {
            return;
        }

        try
        {
            call(in context);
        }
        catch (Exception exception)
        {
            owner.FailBatch(exception, new SiteAddress(context.Hook.Name));
            dataset?.DropBatch();
        }
    }
}
