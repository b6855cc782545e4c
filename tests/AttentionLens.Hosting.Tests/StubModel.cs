using System.Collections.Immutable;

namespace AttentionLens.Hosting.Tests;

/// <summary>A model that can be loaded and no more.</summary>
internal sealed class StubModel(string name) : LensModel
{
    public override ModelCard Card { get; } = new()
    {
        Name = name,
        Family = "stub",
        Architecture = "Stub",
        Layers = 0,
        Heads = 0,
        Width = 0,
        HeadWidth = 0,
        MlpWidth = 0,
        ParameterCount = 0,
    };

    public override HookCatalog Hooks => throw new NotSupportedException();

    public override InputProcessor Inputs => throw new NotSupportedException();

    public override ImmutableArray<StageInfo> Stages => [];

    public override ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
}
