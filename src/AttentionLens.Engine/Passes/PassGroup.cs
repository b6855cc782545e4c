using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Example actions that one pass serves.</summary>
internal sealed class PassGroup
{
    public List<ExampleHandler> Handlers { get; } = [];

    /// <summary>The pass for those who still take part, or null where nobody does.</summary>
    public RunPlan? Plan()
    {
        RunPlan[] wanted = [.. Handlers.Where(handler => handler.IsWanted).Select(handler => handler.Plan)];
        return wanted.Length == 0 ? null : wanted[0] with
        {
            Capture = Union(wanted.SelectMany(plan => plan.Capture)),
            Recompute = wanted.Any(plan => plan.Recompute),
            Backward = wanted[0].Backward is { } backward
                ? backward with { Capture = Union(wanted.SelectMany(plan => plan.Backward is { } own ? own.Capture : [])) }
                : null,
        };
    }

    private static ImmutableArray<HookSelector> Union(IEnumerable<HookSelector> selectors) => [.. selectors.Distinct()];
}
