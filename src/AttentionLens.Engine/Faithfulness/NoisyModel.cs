using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttentionLens.Engine;

/// <summary>A model whose features have a little uniform noise, for whoever runs it. What an example gets depends on the seed, the sample and the example's
/// index in the whole input; padding gets none. The model behind it is neither changed nor disposed.</summary>
internal sealed class NoisyModel : LensModel
{
    private const ulong Noise = 2;

    private readonly LensModel _model;
    private readonly double _radius;
    private readonly ulong _seed;
    private readonly int _sample;
    private readonly int _stage;
    private readonly CustomEdit _edit;

    /// <param name="model">The model.</param>
    /// <param name="features">The hook point where the noise is added.</param>
    /// <param name="radius">The largest change of a number.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="sample">Which noise of the seed it is.</param>
    public NoisyModel(LensModel model, HookPoint features, double radius, ulong seed, int sample)
    {
        _model = model;
        _radius = radius;
        _seed = seed;
        _sample = sample;
        _stage = model.StageOf(features.Name);
        _edit = new CustomEdit(HookSelector.Of(features.Name), AddNoise);
    }

    public override ModelCard Card => _model.Card;

    public override HookCatalog Hooks => _model.Hooks;

    public override InputProcessor Inputs => _model.Inputs;

    public override ImmutableArray<StageInfo> Stages => _model.Stages;

    public override WeightCatalog Weights => _model.Weights;

    public override int StageOf(HookName hook) => _model.StageOf(hook);

    // First of all interventions: to whoever else changes the features, the noise is part of the input.
    public override ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default) =>
        _model.RunAsync(
            batch,
            resumeFrom is { } state && state.Stage >= _stage ? plan : plan with { Interventions = plan.Interventions.Insert(0, _edit) },
            resumeFrom,
            cancellationToken);

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private void AddNoise(in EditContext context)
    {
        TensorSpan<float> value = context.Value;
        Span<float> all = MemoryMarshal.CreateSpan(ref value.GetPinnableReference(), checked((int)value.FlattenedLength));
        int width = (int)value.Lengths[^1];
        bool hasPadding = context.Hook.Spec.IndexOf(Axis.Position) >= 0;
        int row = all.Length / context.Batch.Size;
        for (int index = 0; index < context.Batch.Size; index++)
        {
            EncodedExample example = context.Batch.Examples[index].InStack(context.Hook.Stack);
            SeededRandom random = SeededRandom.Stream(_seed, Noise, (ulong)context.Batch.Examples[index].Index, (ulong)_sample);
            Span<float> features = all.Slice(index * row, row);
            foreach (ref float number in hasPadding ? features.Slice(example.Start * width, example.Length * width) : features)
            {
                number += (float)(_radius * ((2 * random.NextUniform()) - 1));
            }
        }
    }
}
