using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A model that computes with this project's kernels: a catalog of hook points, stages, and the weights they share.
/// <see cref="RunAsync"/> computes on the calling thread and the thread team, and has finished when it returns.</summary>
public sealed class TransformerModel : LensModel
{
    private readonly ImmutableArray<Stage> _stages;
    private readonly Lazy<GenerationSettings> _generation;

    /// <summary>Creates a model.</summary>
    /// <param name="card">What is worth knowing about it.</param>
    /// <param name="hooks">Its hook points; stages name them by site.</param>
    /// <param name="inputs">Turns texts and ids into batches.</param>
    /// <param name="stages">Its stages, in order.</param>
    /// <param name="parameters">Its weights; the model disposes them.</param>
    /// <param name="output">What the last stage gives.</param>
    /// <param name="generation">Reads what its files say about the tokens it writes, when that is first asked for; null: they say nothing.</param>
    public TransformerModel(
        ModelCard card,
        HookCatalog hooks,
        InputProcessor inputs,
        ImmutableArray<Stage> stages,
        ImmutableArray<Parameter> parameters,
        ModelOutput output,
        Func<GenerationSettings>? generation = null)
    {
        _generation = new Lazy<GenerationSettings>(generation ?? (() => new GenerationSettings()));
        Card = card;
        Hooks = hooks;
        Inputs = inputs;
        _stages = stages;
        Parameters = parameters;
        Output = output;
        Weights = new WeightCatalog(stages.SelectMany(stage => stage.NamedWeights));
        Stages = [.. stages.Select((stage, index) => new StageInfo(index, stage.Name) { Weights = stage.OwnWeights })];
    }

    /// <inheritdoc/>
    public override ModelCard Card { get; }

    /// <inheritdoc/>
    public override HookCatalog Hooks { get; }

    /// <inheritdoc/>
    public override InputProcessor Inputs { get; }

    /// <inheritdoc/>
    public override ImmutableArray<StageInfo> Stages { get; }

    /// <inheritdoc/>
    public override WeightCatalog Weights { get; }

    /// <summary>The weights, in the order in which they were loaded.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>What the last stage gives.</summary>
    public ModelOutput Output { get; }

    /// <summary>What its files say about the tokens it writes; they are read when this is first asked for.</summary>
    /// <exception cref="LensInputException">They cannot be used.</exception>
    public GenerationSettings Generation => _generation.Value;

    /// <summary>Whether every run recomputes as <see cref="RunPlan.Recompute"/> says.</summary>
    public bool Recomputes { get; internal set; }

    /// <summary>Its blocks, of all stacks in order.</summary>
    internal IEnumerable<TransformerBlock> Blocks => _stages.OfType<TransformerBlock>();

    /// <summary>The stage where a decoder begins; 0 in a model with one stack.</summary>
    internal int DecoderStage => Math.Max(0, _stages.IndexOf(_stages.FirstOrDefault(stage => stage is TokenEmbedding { BeginsDecoder: true })!));

    /// <summary>The last stage.</summary>
    internal Stage Head => _stages[^1];

    private TensorSpec OutputSpec => Output switch
    {
        ModelOutput.HiddenStates => HookSites.SpecOf(HookKind.ResidualPost),
        ModelOutput.SequenceLogits => HookSites.SpecOf(HookKind.Logits) with { Axes = [Axis.Batch, Axis.Class] },
        _ => HookSites.SpecOf(HookKind.Logits),
    };

    /// <inheritdoc/>
    public override ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<ModelRun>(Run(batch, plan, resumeFrom, null, cancellationToken));

    /// <inheritdoc/>
    public override int StageOf(HookName hook)
    {
        int site = Hooks.IndexOf(Hooks[hook].Name);
        int stage = _stages.Length - 1;
        while (stage > 0 && _stages[stage].FirstSite > site)
        {
            stage--;
        }

        return stage;
    }

    /// <inheritdoc/>
    public override HookName? ResumePointOf(HookName hook)
    {
        int site = Hooks.IndexOf(Hooks[hook].Name);
        return _stages[StageOf(hook)] is TransformerBlock block && block.ResumeSites.LastOrDefault(point => point <= site, -1) is >= 0 and int found
            ? Hooks[found].Name
            : null;
    }

    /// <summary>Runs a pass and hands the gradients of the weights to a caller that trains.</summary>
    internal TransformerRun Run(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom, Action<WeightGradients>? train, CancellationToken cancellationToken)
    {
        if (!plan.RowInterventions.IsEmpty && plan.RowInterventions.Length != batch.Size)
        {
            throw new LensInputException($"The plan changes {plan.RowInterventions.Length} rows, but the batch has {batch.Size}; give one list of interventions for each row.");
        }

        PassPlan resolved = new(Hooks, plan);
        TransformerState? start = StartOf(batch, resumeFrom, resolved);
        int first = start is null ? 0 : start.Stage + 1;
        int last = LastOf(plan, resolved, first);
        DemandStages(plan.KeepStates, first, last);
        DemandResumePoints(plan.KeepBefore);
        if ((plan.Recompute || Recomputes) && resolved.Backward.Length > 0)
        {
            using StagedRun staged = new(this, batch, resolved, start, cancellationToken);
            return staged.Run(plan.KeepStates, train);
        }

        Tape tape = new(resolved.TapePasses, plan.Backward?.WeightGradients ?? false, cancellationToken);
        using Pass pass = new(Hooks, resolved, batch, tape, cancellationToken);
        List<TransformerState> states = [];
        List<BackwardOutcome> outcomes = [];
        LensTensor? output = null;
        try
        {
            Variable? state = start is null ? null : tape.Input(start.Hidden.Retain());
            pass.Start = StartWithin(tape, start, state);
            if (start?.EncoderOutput is { } encoderOutput)
            {
                pass.BeginDecoder(tape.Input(encoderOutput.Retain()));
            }

            state = RunStages(pass, first..(last + 1), state, (stage, reached) =>
            {
                if (plan.KeepStates.Contains(stage))
                {
                    states.Add(StateOf(pass, stage, reached));
                }
            });

            states.AddRange(StatesWithin(pass));
            if (last < _stages.Length - 1)
            {
                return new TransformerRun(null, ExplainedObjective.None, [], pass.TakeCaptured(), states);
            }

            output = OutputOf(state);
            for (int backward = 0; backward < resolved.Backward.Length; backward++)
            {
                outcomes.Add(RunBackward(pass, resolved.Backward[backward], backward, state, output));
                train?.Invoke(tape.WeightGradients);
            }

            ExplainedObjective explained = outcomes.Count > 0 ? outcomes[0].Objective : EvaluateOnly(plan.Objective, batch, output);
            return new TransformerRun(output, explained, outcomes, pass.TakeCaptured(), states);
        }
        catch
        {
            output?.Dispose();
            outcomes.ForEach(outcome => outcome.Dispose());
            states.ForEach(state => state.Dispose());
            throw;
        }
    }

    /// <summary>Runs a pass over the positions that earlier passes over the beginning of the same examples have not computed.</summary>
    /// <param name="batch">The examples, from their beginning on.</param>
    /// <param name="plan">What is asked for; what earlier passes have computed is not shown again.</param>
    /// <param name="cache">What they left; this pass adds to it.</param>
    /// <param name="cancellationToken">Cancels between operations; the pass can then be run again.</param>
    internal TransformerRun Continue(InputBatch batch, PassPlan plan, KeyValueCache cache, CancellationToken cancellationToken)
    {
        Tape tape = new(isRecording: false, cancellationToken: cancellationToken);
        using Pass pass = new(Hooks, plan, batch, tape, cancellationToken) { Cache = cache };
        Variable state = RunStages(pass, (cache.Length == 0 ? 0 : DecoderStage).._stages.Length, null, null);
        cache.Advance(batch.DecoderLength ?? batch.Length);
        return new TransformerRun(OutputOf(state), ExplainedObjective.None, [], pass.TakeCaptured(), []);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        foreach (Parameter parameter in Parameters)
        {
            parameter.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Runs stages.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="stages">The stages, by index.</param>
    /// <param name="state">What the stage before gave; null before the first.</param>
    /// <param name="ended">Sees what each stage gave.</param>
    internal Variable RunStages(Pass pass, Range stages, Variable? state, Action<int, Variable>? ended)
    {
        for (int stage = stages.Start.Value; stage < stages.End.Value; stage++)
        {
            state = _stages[stage].Run(pass, state);
            EndStage(pass, state);
            ended?.Invoke(stage, state);
        }

        return state!;
    }

    /// <summary>What the last stage gave, as an output of a handle of its own.</summary>
    internal LensTensor OutputOf(Variable state) => new ModelTensor(state.Value.Retain(), OutputSpec);

    /// <summary>What a stage gave, as a state to resume from.</summary>
    internal TransformerState StateOf(Pass pass, int stage, Variable reached) =>
        new(this, stage, reached.Value.Retain(), pass.EncoderOutput?.Value.Retain());

    /// <summary>What a pass kept within blocks, as states to resume from.</summary>
    internal IEnumerable<TransformerState> StatesWithin(Pass pass) =>
        pass.TakeKept().Select(kept => new TransformerState(this, StageOf(Hooks[kept.Site].Name) - 1, kept.Given, kept.EncoderOutput)
        {
            Site = kept.Site,
            Value = kept.Value,
            Stream = kept.Stream,
        });

    /// <summary>Evaluates an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="output">What the last stage gave.</param>
    /// <param name="signal">Its gradient in the output; the caller takes the handle.</param>
    internal ExplainedObjective Evaluate(Objective objective, InputBatch batch, LensTensor output, out Tensor signal)
    {
        ImmutableArray<double> values = [.. ObjectiveEvaluator.Evaluate(objective, batch, output, Output, out signal)];
        return new ExplainedObjective(values, ObjectiveEvaluator.TargetsOf(objective, batch, output));
    }

    private BackwardOutcome RunBackward(Pass pass, BackwardPlan plan, int backward, Variable end, LensTensor output)
    {
        ExplainedObjective explained = Evaluate(plan.Objective, pass.Batch, output, out Tensor signal);
        pass.Tape.Backward(end, signal);
        return new BackwardOutcome(explained, pass.TakeSignals(backward), plan.AccountForRelevance ? pass.Tape.Balances : default);
    }

    private ExplainedObjective EvaluateOnly(Objective? objective, InputBatch batch, LensTensor output)
    {
        if (objective is null)
        {
            return ExplainedObjective.None;
        }

        ExplainedObjective explained = Evaluate(objective, batch, output, out Tensor signal);
        signal.Dispose();
        return explained;
    }

    private static void EndStage(Pass pass, Variable state)
    {
        if (pass.EncoderOutput is { } encoderOutput)
        {
            pass.Tape.EndStage(state, encoderOutput);
        }
        else
        {
            pass.Tape.EndStage(state);
        }
    }

    private void DemandStages(ImmutableArray<int> stages, int first, int last)
    {
        foreach (int stage in stages)
        {
            if (stage < first || stage > last)
            {
                throw new LensInputException(
                    $"The state after stage {stage} was to be kept; this run has the stages {first} ('{_stages[first].Name}') to {last} ('{_stages[last].Name}').");
            }
        }
    }

    private int LastOf(RunPlan plan, PassPlan resolved, int first)
    {
        int last = plan.LastStage ?? (_stages.Length - 1);
        if (last < first || last >= _stages.Length)
        {
            throw new LensInputException(
                $"The run was to end with stage {last}; expected one from {first} ('{_stages[first].Name}') to {_stages.Length - 1} ('{_stages[^1].Name}').");
        }

        if (last == _stages.Length - 1)
        {
            return last;
        }

        if (plan.Objective is not null || resolved.Backward.Length > 0)
        {
            throw new LensInputException(
                $"The run was to end with stage '{_stages[last].Name}', where there is no output to explain; leave {nameof(RunPlan)}.{nameof(RunPlan.LastStage)} open, or leave out the objective and the backward passes.");
        }

        resolved.DemandNothingReadFrom(_stages[last + 1].FirstSite, Hooks, _stages[last].Name);
        return last;
    }

    private TransformerState? StartOf(InputBatch batch, ModelState? resumeFrom, PassPlan plan)
    {
        if (resumeFrom is null)
        {
            return null;
        }

        if (resumeFrom is not TransformerState state || state.Model != this)
        {
            throw new LensInputException("The state to resume from is of another model; resume with the model that gave it.");
        }

        if (state.Stage >= _stages.Length - 1)
        {
            throw new LensInputException($"The state to resume from stands after the last stage '{_stages[^1].Name}'; nothing is left to run.");
        }

        // Once a decoder has begun, the state has its positions, and the encoder's stand beside it.
        DemandSameExamples(state.EncoderOutput ?? state.Hidden, batch.Size, batch.Length);
        if (state.EncoderOutput is not null)
        {
            DemandSameExamples(state.Hidden, batch.Size, batch.DecoderLength ?? 0);
        }

        Stage next = _stages[state.Stage + 1];
        if (state.ResumesAt is { } point)
        {
            plan.DemandNothingBefore(state.Site, Hooks, $"'{point}'");
        }
        else
        {
            plan.DemandNothingBefore(next.FirstSite, Hooks, $"stage '{next.Name}'");
        }

        return state;
    }

    internal static ResumedPoint? StartWithin(Tape tape, TransformerState? start, Variable? given) => start?.Value is { } value
        ? new ResumedPoint(start.Site, start.Stream is null ? given! : tape.Input(start.Stream.Retain()), tape.Input(value.Retain()))
        : null;

    private void DemandResumePoints(ImmutableArray<HookName> hooks)
    {
        foreach (HookName hook in hooks)
        {
            if (ResumePointOf(hook) is not { } point)
            {
                throw new LensInputException($"The state before '{hook}' was to be kept, but no run resumes before it within its stage; keep the state after the stage before in {nameof(RunPlan)}.{nameof(RunPlan.KeepStates)}.");
            }

            if (point != hook)
            {
                throw new LensInputException($"The state before '{hook}' was to be kept; a run can resume at '{point}', so keep the state before that.");
            }
        }
    }

    private static void DemandSameExamples(Tensor kept, int examples, int length)
    {
        if (kept.Shape[0] != examples || (kept.Rank > 2 && kept.Shape[1] != length))
        {
            throw new LensInputException(
                $"The state to resume from is of {kept.Shape[0]} examples of {kept.Shape[1]} positions, but the batch has {examples} of {length}; resume with the same examples.");
        }
    }
}
