using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a pass gave.</summary>
internal sealed class TransformerRun : ModelRun
{
    private readonly LensTensor? _output;
    private readonly Dictionary<HookName, LensTensor> _captured;
    private readonly ExplainedObjective _objective;
    private readonly IReadOnlyList<BackwardOutcome> _backward;
    private readonly IReadOnlyList<TransformerState> _states;

    public TransformerRun(
        LensTensor? output,
        ExplainedObjective objective,
        IReadOnlyList<BackwardOutcome> backward,
        Dictionary<HookName, LensTensor> captured,
        IReadOnlyList<TransformerState> states)
    {
        _output = output;
        _objective = objective;
        _backward = backward;
        _captured = captured;
        _states = states;
    }

    public override LensTensor Output => _output
        ?? throw new LensInputException($"The run ended before the model's last stage, so it has no output; leave {nameof(RunPlan)}.{nameof(RunPlan.LastStage)} open.");

    public override ImmutableArray<double> ObjectiveValues => _objective.Values;

    public override ImmutableArray<ExplainedTarget> Targets => _objective.Targets;

    /// <summary>Everything that was captured.</summary>
    internal IReadOnlyDictionary<HookName, LensTensor> Captures => _captured;

    public override LensTensor Captured(HookName name) => Find(_captured, name, nameof(RunPlan.Capture));

    public override LensTensor Gradient(HookName name) =>
        Find(_backward.Count == 0 ? [] : _backward[0].Signals, name, $"{nameof(RunPlan.Backward)}.{nameof(BackwardPlan.Capture)}");

    public override LensTensor Signal(int backward, HookName name) => Find(
        Pass(backward).Signals, name, $"{(backward == 0 ? nameof(RunPlan.Backward) : $"{nameof(RunPlan.FurtherBackward)}[{backward - 1}]")}.{nameof(BackwardPlan.Capture)}");

    public override ImmutableArray<double> ObjectiveValuesOf(int backward) => Pass(backward).Objective.Values;

    public override ImmutableArray<RelevanceBalance> BalanceOf(int backward) => Pass(backward).Balances is { IsDefault: false } balances
        ? balances
        : throw new LensInputException(
            $"Backward pass {backward} was not to account for relevance; set {nameof(BackwardPlan)}.{nameof(BackwardPlan.AccountForRelevance)}.");

    public override ModelState StateAfter(int stage) =>
        _states.FirstOrDefault(state => state.Stage == stage && state.ResumesAt is null)?.Retain()
        ?? throw new LensInputException($"The state after stage {stage} was not kept; name the stage in {nameof(RunPlan)}.{nameof(RunPlan.KeepStates)}.");

    public override ModelState StateBefore(HookName hook) => _states.FirstOrDefault(state => state.ResumesAt == hook)?.Retain() ?? base.StateBefore(hook);

    protected override void Dispose(bool disposing)
    {
        _output?.Dispose();
        foreach (LensTensor tensor in _captured.Values)
        {
            tensor.Dispose();
        }

        foreach (BackwardOutcome outcome in _backward)
        {
            outcome.Dispose();
        }

        foreach (TransformerState state in _states)
        {
            state.Dispose();
        }
    }

    private BackwardOutcome Pass(int backward) => backward >= 0 && backward < _backward.Count
        ? _backward[backward]
        : throw new LensInputException($"The run has {_backward.Count} backward passes, and none with number {backward}; they count from 0.");

    private static LensTensor Find(Dictionary<HookName, LensTensor> tensors, HookName name, string where) =>
        tensors.TryGetValue(name, out LensTensor? tensor)
            ? tensor
            : throw new LensInputException($"Hook point '{name}' was not asked for; name it in {nameof(RunPlan)}.{where}.");
}
