using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a pass gave.</summary>
internal sealed class TransformerRun : ModelRun
{
    private readonly Dictionary<HookName, LensTensor> _captured;
    private readonly Dictionary<HookName, LensTensor> _gradients;
    private readonly IReadOnlyList<TransformerState> _states;

    public TransformerRun(
        LensTensor output,
        ImmutableArray<double> objectiveValues,
        ImmutableArray<ExplainedTarget> targets,
        Dictionary<HookName, LensTensor> captured,
        Dictionary<HookName, LensTensor> gradients,
        IReadOnlyList<TransformerState> states)
    {
        Output = output;
        ObjectiveValues = objectiveValues;
        Targets = targets;
        _captured = captured;
        _gradients = gradients;
        _states = states;
    }

    public override LensTensor Output { get; }

    public override ImmutableArray<double> ObjectiveValues { get; }

    public override ImmutableArray<ExplainedTarget> Targets { get; }

    /// <summary>Everything that was captured.</summary>
    internal IReadOnlyDictionary<HookName, LensTensor> Captures => _captured;

    public override LensTensor Captured(HookName name) => Find(_captured, name, nameof(RunPlan.Capture));

    public override LensTensor Gradient(HookName name) => Find(_gradients, name, $"{nameof(RunPlan.Backward)}.{nameof(BackwardPlan.Capture)}");

    public override ModelState StateAfter(int stage) =>
        _states.FirstOrDefault(state => state.Stage == stage)?.Retain()
        ?? throw new LensInputException($"The state after stage {stage} was not kept; name the stage in {nameof(RunPlan)}.{nameof(RunPlan.KeepStates)}.");

    protected override void Dispose(bool disposing)
    {
        Output.Dispose();
        foreach (LensTensor tensor in _captured.Values.Concat(_gradients.Values))
        {
            tensor.Dispose();
        }

        foreach (TransformerState state in _states)
        {
            state.Dispose();
        }
    }

    private static LensTensor Find(Dictionary<HookName, LensTensor> tensors, HookName name, string where) =>
        tensors.TryGetValue(name, out LensTensor? tensor)
            ? tensor
            : throw new LensInputException($"Hook point '{name}' was not asked for; name it in {nameof(RunPlan)}.{where}.");
}
