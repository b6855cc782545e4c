using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The plan of an example action, checked against the model, and the names of what it may read.</summary>
internal sealed record ExampleNeeds(RunPlan Plan, FrozenSet<HookName> Values, FrozenSet<HookName> Gradients)
{
    public static ExampleNeeds Resolve(RunPlan needs, HookCatalog hooks)
    {
        if (!needs.Subscriptions.IsDefaultOrEmpty || !needs.KeepStates.IsDefaultOrEmpty || needs.Backward is { WeightGradients: true })
        {
            throw new LensInputException(
                "The plan of an example action names readers, kept states or weight gradients, which its context does not hand on; "
                + "use RegisterHookAction for readers and leave the others out.");
        }

        RunPlan plan = new()
        {
            Capture = Whole(needs.Capture),
            Interventions = Whole(needs.Interventions),
            Backward = needs.Backward is { } backward ? backward with { Capture = Whole(backward.Capture) } : null,
            Recompute = needs.Recompute,
        };
        foreach (Intervention intervention in plan.Interventions)
        {
            hooks.Resolve(intervention.Target, HookCapabilities.Edit);
        }

        if (!needs.FurtherBackward.IsDefaultOrEmpty)
        {
            throw new LensInputException(
                "The plan of an example action has further backward passes, but its context hands on the first alone; register one action for each.");
        }

        HookCapabilities signal = plan.Backward?.Rules is null ? HookCapabilities.Gradient : HookCapabilities.Relevance;
        return new ExampleNeeds(
            plan,
            Names(plan.Capture, hooks, HookCapabilities.Read),
            plan.Backward is null ? FrozenSet<HookName>.Empty : Names(plan.Backward.Capture, hooks, signal));
    }

    private static ImmutableArray<T> Whole<T>(ImmutableArray<T> given) => given.IsDefault ? [] : given;

    private static FrozenSet<HookName> Names(ImmutableArray<HookSelector> selectors, HookCatalog hooks, HookCapabilities required) =>
        selectors.SelectMany(selector => hooks.Resolve(selector, required)).Select(point => point.Name).ToFrozenSet();
}
