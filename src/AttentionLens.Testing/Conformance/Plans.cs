namespace AttentionLens.Testing.Conformance;

/// <summary>The plans and edits that laws share.</summary>
internal static class Plans
{
    public static RunPlan Everything { get; } = new() { Capture = [HookSelector.Parse("*")] };

    /// <summary>Every value and, where the model has logits, every gradient.</summary>
    public static async ValueTask<RunPlan> EverythingBackAsync(Subject subject) => !subject.HasLogits ? Everything : Everything with
    {
        Backward = new BackwardPlan
        {
            Objective = Objectives.For(await subject.EverythingAsync()),
            Capture = [.. subject.Model.Hooks.Where(point => point.Capabilities.HasFlag(HookCapabilities.Gradient)).Select(point => HookSelector.Of(point.Name))],
        },
    };

    public static RunPlan Capture(params IEnumerable<HookPoint> points) =>
        new() { Capture = [.. points.Select(point => HookSelector.Of(point.Name))] };

    /// <summary>An edit that changes each number by what a function of its index and value says.</summary>
    public static CustomEdit Edit(HookPoint point, Func<int, float, float> change) =>
        new(HookSelector.Of(point.Name), (in EditContext context) =>
        {
            int index = 0;
            foreach (ref float entry in context.Value)
            {
                entry = change(index++, entry);
            }
        });

    /// <summary>An edit that writes the value that is there. A point that is edited is never part of a fused kernel, so that runs with other
    /// edits at the same point take the same way.</summary>
    public static CustomEdit Nothing(HookPoint point) => Edit(point, (_, value) => value);

    public static RunPlan With(this RunPlan plan, params IEnumerable<Intervention> interventions) =>
        plan with { Interventions = [.. plan.Interventions, .. interventions] };
}
