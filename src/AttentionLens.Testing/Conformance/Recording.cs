using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>What a run gave, copied out of it.</summary>
internal sealed class Recording
{
    private readonly Dictionary<HookName, HookValue> _values = [];
    private readonly Dictionary<HookName, HookValue> _gradients = [];

    private Recording(HookValue output, ImmutableArray<double> objectives)
    {
        Output = output;
        Objectives = objectives;
    }

    public HookValue Output { get; }

    public ImmutableArray<double> Objectives { get; }

    public IReadOnlyDictionary<HookName, HookValue> Gradients => _gradients;

    public IReadOnlyDictionary<HookName, HookValue> Values => _values;

    public HookValue this[HookPoint point] => _values[point.Name];

    public static Recording Of(LensModel model, ModelRun run, RunPlan plan)
    {
        Recording recording = new(Copy("the output", null, run.Output), run.ObjectiveValues);
        foreach (HookPoint point in plan.Capture.SelectMany(selector => model.Hooks.Resolve(selector)).Distinct())
        {
            recording._values.Add(point.Name, Copy(point.Name.Value, point, run.Captured(point.Name)));
        }

        IEnumerable<HookSelector> gradients = plan.Backward?.Capture ?? [];
        foreach (HookPoint point in gradients.SelectMany(selector => model.Hooks.Resolve(selector)).Distinct())
        {
            recording._gradients.Add(point.Name, Copy($"the gradient at {point.Name}", point, run.Gradient(point.Name)));
        }

        return recording;
    }

    private static HookValue Copy(string name, HookPoint? point, LensTensor tensor) =>
        new(name, tensor.Spec, tensor.Shape.ToArray(), tensor.Values.ToArray()) { Point = point };
}
