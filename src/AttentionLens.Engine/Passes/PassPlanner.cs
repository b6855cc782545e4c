using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Finds the fewest passes that serve all registrations: one that everybody shares, and one more for each distinct set of
/// interventions and backward pass.</summary>
internal sealed class PassPlanner
{
    private readonly Dictionary<HookName, List<HookHandler>> _byHook = [];
    private readonly ImmutableArray<HookHandler> _hookHandlers;

    public PassPlanner(ImmutableArray<AnalyzerRun> analyzers)
    {
        _hookHandlers = [.. analyzers.SelectMany(analyzer => analyzer.HookHandlers)];
        foreach (HookHandler handler in _hookHandlers)
        {
            foreach (HookPoint point in handler.Points)
            {
                if (!_byHook.TryGetValue(point.Name, out List<HookHandler>? handlers))
                {
                    _byHook.Add(point.Name, handlers = []);
                }

                handlers.Add(handler);
            }
        }

        Dictionary<PassKey, PassGroup> groups = [];
        foreach (ExampleHandler handler in analyzers.SelectMany(analyzer => analyzer.ExampleHandlers))
        {
            PassKey key = new(handler.Plan);
            if (key.IsShared)
            {
                Shared.Handlers.Add(handler);
                continue;
            }

            if (!groups.TryGetValue(key, out PassGroup? group))
            {
                groups.Add(key, group = new PassGroup());
                Own.Add(group);
            }

            group.Handlers.Add(handler);
        }
    }

    /// <summary>The example actions that the shared pass serves.</summary>
    public PassGroup Shared { get; } = new();

    /// <summary>The passes with interventions or a backward pass, in the order of their first registration.</summary>
    public List<PassGroup> Own { get; } = [];

    /// <summary>The shared pass for those who still take part, or null where nobody does.</summary>
    public RunPlan? SharedPlan(CancellationToken cancellationToken)
    {
        RunPlan? captures = Shared.Plan();
        HookSelector[] read = [.. _hookHandlers.Where(handler => handler.IsWanted).Select(handler => handler.Selector).Distinct()];
        if (read.Length == 0)
        {
            return captures;
        }

        // One subscription, so that the model calls once at each hook point however many selectors match it.
        HookSubscription subscription = new(
            read.Aggregate((left, right) => left | right), (in context) => Dispatch(in context, cancellationToken));
        return (captures ?? RunPlan.OutputOnly) with { Subscriptions = [subscription] };
    }

    private void Dispatch(in HookContext context, CancellationToken cancellationToken)
    {
        if (!_byHook.TryGetValue(context.Hook.Name, out List<HookHandler>? handlers))
        {
            return;
        }

        foreach (HookHandler handler in handlers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            handler.Call(in context);
        }
    }
}
