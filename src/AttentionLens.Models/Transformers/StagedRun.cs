using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A run whose backward passes compute again what they read: it keeps what stands between stages, and records each stage, the last one first,
/// when the signals arrive there.</summary>
internal sealed class StagedRun : IDisposable
{
    private readonly TransformerModel _model;
    private readonly InputBatch _batch;
    private readonly PassPlan _plan;
    private readonly StagedPasses _passes;
    private readonly TransformerState? _start;
    private readonly int _first;
    private readonly int _last;
    private readonly CancellationToken _cancellationToken;

    // What stands behind each stage; the place before stage 0 stays empty.
    private readonly StageBoundary?[] _behind;
    private readonly StageBoundary? _resumedEncoder;
    private readonly List<TransformerState> _states = [];
    private readonly List<BackwardOutcome> _outcomes = [];
    private Dictionary<HookName, LensTensor> _captured = [];
    private LensTensor? _output;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">What is asked for; at least one backward pass.</param>
    /// <param name="start">Where the run resumes, or null.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    public StagedRun(TransformerModel model, InputBatch batch, PassPlan plan, TransformerState? start, CancellationToken cancellationToken)
    {
        _model = model;
        _batch = batch;
        _plan = plan;
        _start = start;
        _cancellationToken = cancellationToken;
        _passes = new StagedPasses(plan.TapePasses, plan.Backward[0].WeightGradients, cancellationToken);
        _last = model.Stages.Length - 1;
        _first = start is null ? 0 : start.Stage + 1;
        _behind = new StageBoundary?[_last + 1];
        if (start is not null)
        {
            _behind[start.Stage] = new StageBoundary(start.Hidden);
            _resumedEncoder = start.EncoderOutput is { } encoder ? new StageBoundary(encoder) : null;
        }
    }

    // The decoder's stages read what stands before the one where it begins.
    private StageBoundary? EncoderOutput => _resumedEncoder ?? (_model.DecoderStage > 0 ? _behind[_model.DecoderStage - 1] : null);

    /// <summary>Runs. The instance can be used once.</summary>
    /// <param name="keepStates">The stages after which the state is kept.</param>
    /// <param name="train">Takes the gradients of the weights, or null.</param>
    public TransformerRun Run(ImmutableArray<int> keepStates, Action<WeightGradients>? train)
    {
        Scout(keepStates);
        End(keepStates);
        for (int stage = _last - 1; stage >= LowestStage(); stage--)
        {
            WalkBack(stage);
        }

        for (int backward = 0; backward < _outcomes.Count; backward++)
        {
            if (_plan.Backward[backward].AccountForRelevance)
            {
                _outcomes[backward] = _outcomes[backward] with { Balances = _passes.BalancesOf(backward) };
            }

            train?.Invoke(_passes.WeightGradients);
        }

        TransformerRun run = new(_output, _outcomes[0].Objective, [.. _outcomes], _captured, [.. _states]);
        _output = null;
        _captured = [];
        _outcomes.Clear();
        _states.Clear();
        return run;
    }

    public void Dispose()
    {
        _output?.Dispose();
        foreach (LensTensor tensor in _captured.Values)
        {
            tensor.Dispose();
        }

        _outcomes.ForEach(outcome => outcome.Dispose());
        _states.ForEach(state => state.Dispose());
        foreach (StageBoundary? boundary in _behind)
        {
            boundary?.Dispose();
        }

        _resumedEncoder?.Dispose();
        _passes.Dispose();
    }

    private void Scout(ImmutableArray<int> keepStates)
    {
        Tape tape = _passes.Scout();
        using Pass pass = new(_model.Hooks, _plan, _batch, tape, _cancellationToken) { TakesSignals = false };
        _model.RunStages(pass, _first.._last, Enter(pass, _first), (stage, reached) =>
        {
            _behind[stage] = new StageBoundary(reached);
            KeepState(keepStates, pass, stage, reached);
        });
        _states.AddRange(_model.StatesWithin(pass));
        _captured = pass.TakeCaptured();
    }

    private void End(ImmutableArray<int> keepStates)
    {
        Tape tape = _passes.Record();
        using Pass pass = new(_model.Hooks, _plan, _batch, tape, _cancellationToken);
        Variable state = _model.RunStages(pass, _last..(_last + 1), Enter(pass, _last), (stage, reached) => KeepState(keepStates, pass, stage, reached));
        _states.AddRange(_model.StatesWithin(pass));
        foreach ((HookName name, LensTensor tensor) in pass.TakeCaptured())
        {
            _captured.Add(name, tensor);
        }

        _output = _model.OutputOf(state);
        for (int backward = 0; backward < _plan.Backward.Length; backward++)
        {
            ExplainedObjective explained = _model.Evaluate(_plan.Backward[backward].Objective, _batch, _output, out Tensor signal);
            tape.Backward(state, signal);
            _outcomes.Add(new BackwardOutcome(explained, pass.TakeSignals(backward), default));
        }
    }

    private void WalkBack(int stage)
    {
        Tape tape = _passes.Record();
        using Pass pass = new(_model.Hooks, _plan, _batch, tape, _cancellationToken) { IsShown = false };
        Variable state = _model.RunStages(pass, stage..(stage + 1), Enter(pass, stage), null);
        for (int backward = 0; backward < _plan.Backward.Length; backward++)
        {
            tape.Backward(state, _behind[stage]!);
            foreach ((HookName name, LensTensor signal) in pass.TakeSignals(backward))
            {
                _outcomes[backward].Signals.Add(name, signal);
            }
        }

        _behind[stage]!.Dispose();
        _behind[stage] = null;
    }

    private Variable? Enter(Pass pass, int stage)
    {
        Variable? state = stage == 0 ? null : pass.Tape.Input(_behind[stage - 1]!);
        pass.Start = stage == _first ? TransformerModel.StartWithin(pass.Tape, _start, state) : null;
        if (_model.DecoderStage > 0 && stage > _model.DecoderStage)
        {
            pass.BeginDecoder(pass.Tape.Input(EncoderOutput!));
        }

        return state;
    }

    private void KeepState(ImmutableArray<int> keepStates, Pass pass, int stage, Variable reached)
    {
        if (keepStates.Contains(stage))
        {
            _states.Add(_model.StateOf(pass, stage, reached));
        }
    }

    // No signal is asked for in the stages before.
    private int LowestStage() =>
        _plan.Backward[0].WeightGradients ? _first
        : _plan.FirstSignal is { } site ? _model.StageOf(_model.Hooks[site].Name)
        : _last;
}
