using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>An action at hook points, and whose it is.</summary>
internal sealed class HookHandler(
    AnalyzerRun owner, HookSelector selector, ImmutableArray<HookPoint> points, HookReader call, Dataset? dataset) : Handler(owner, dataset)
{
    public HookSelector Selector => selector;

    public ImmutableArray<HookPoint> Points => points;

    public void Call(in HookContext context)
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            call(in context);
        }
        catch (Exception exception)
        {
            Fail(exception, new SiteAddress(context.Hook.Name));
        }
    }
}
