using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Samples;

/// <summary>Measures a model on scenes.</summary>
internal static class ShapesEvaluation
{
    private const int BatchSize = 50;

    /// <summary>What the model says of scenes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scenes">The scenes.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<ShapesResult> MeasureAsync(
        LensModel model, ImmutableArray<Scene> scenes, CancellationToken cancellationToken) =>
        new(scenes, await PredictAsync(model, scenes.Select(ShapesCorpus.Input), cancellationToken));

    /// <summary>The predicted class of each image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<ImmutableArray<int>> PredictAsync(
        LensModel model, IEnumerable<LensInput> images, CancellationToken cancellationToken)
    {
        ImmutableArray<int>.Builder predictions = ImmutableArray.CreateBuilder<int>();
        foreach (LensInput[] chunk in images.Chunk(BatchSize))
        {
            InputBatch batch = model.Inputs.Collate(
                [.. chunk.Select((image, index) => model.Inputs.Encode(predictions.Count + index, image, new EncodeOptions()))]);
            using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
            int classes = run.Output.Shape[^1];
            for (int index = 0; index < chunk.Length; index++)
            {
                predictions.Add(TensorPrimitives.IndexOfMax(run.Output.Values.Slice(index * classes, classes)));
            }
        }

        return predictions.DrainToImmutable();
    }
}
