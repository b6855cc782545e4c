using System.Collections.Immutable;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>A sound model with something done to what goes in or comes out.</summary>
internal sealed class BrokenModel(LensModel sound) : LensModel
{
    public Func<HookCatalog, HookCatalog> ChangeHooks { get; init; } = hooks => hooks;

    public Func<InputBatch, InputBatch> ChangeBatch { get; init; } = batch => batch;

    public Func<RunPlan, RunPlan> ChangePlan { get; init; } = plan => plan;

    public Func<HookPoint, LensTensor, LensTensor> ChangeValue { get; init; } = (_, tensor) => tensor;

    public Func<HookPoint, LensTensor, LensTensor> ChangeGradient { get; init; } = (_, tensor) => tensor;

    public Func<InputProcessor, InputProcessor> ChangeInputs { get; init; } = inputs => inputs;

    public Func<int, int> ChangeStage { get; init; } = stage => stage;

    /// <summary>Where the model says that a run resumes, and where it does.</summary>
    public Func<HookName, HookName> ChangeResumePoint { get; init; } = point => point;

    public bool IgnoresCancellation { get; init; }

    public override ModelCard Card => sound.Card;

    public override HookCatalog Hooks => ChangeHooks(sound.Hooks);

    public override InputProcessor Inputs => ChangeInputs(sound.Inputs);

    public override ImmutableArray<StageInfo> Stages => sound.Stages;

    public override int StageOf(HookName hook) => sound.StageOf(hook);

    public override HookName? ResumePointOf(HookName hook) => sound.ResumePointOf(hook);

    public override async ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default) =>
        new BrokenRun(this, await sound.RunAsync(ChangeBatch(batch), ChangePlan(plan), resumeFrom, IgnoresCancellation ? default : cancellationToken));

    protected override ValueTask DisposeCoreAsync() => sound.DisposeAsync();

    private sealed class BrokenRun(BrokenModel model, ModelRun run) : ModelRun
    {
        public override LensTensor Output => run.Output;

        public override ImmutableArray<double> ObjectiveValues => run.ObjectiveValues;

        public override LensTensor Captured(HookName name) => model.ChangeValue(model.Hooks[name], run.Captured(name));

        public override LensTensor Gradient(HookName name) => model.ChangeGradient(model.Hooks[name], run.Gradient(name));

        public override ModelState StateAfter(int stage) => run.StateAfter(model.ChangeStage(stage));

        public override ModelState StateBefore(HookName hook) => run.StateBefore(model.ChangeResumePoint(hook));

        protected override void Dispose(bool disposing) => run.Dispose();
    }
}
