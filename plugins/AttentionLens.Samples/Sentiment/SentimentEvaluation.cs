using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Samples;

/// <summary>Measures a model on reviews.</summary>
internal static class SentimentEvaluation
{
    private const int BatchSize = 50;

    /// <summary>What the model says of reviews.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reviews">The reviews.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<SentimentResult> MeasureAsync(
        LensModel model, ImmutableArray<Review> reviews, CancellationToken cancellationToken) =>
        new(reviews, await PredictAsync(model, [.. reviews.Select(review => ReviewText.Of(review.Words).Text)], cancellationToken));

    /// <summary>The predicted class of each text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<ImmutableArray<int>> PredictAsync(
        LensModel model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ImmutableArray<int>.Builder predictions = ImmutableArray.CreateBuilder<int>(texts.Count);
        foreach (string[] chunk in texts.Chunk(BatchSize))
        {
            IEnumerable<EncodedExample> examples = chunk.Select(
                (text, index) => model.Inputs.Encode(predictions.Count + index, new LensInput { Text = text }, new EncodeOptions()));
            InputBatch batch = model.Inputs.Collate([.. examples]);
            using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
            int classes = run.Output.Shape[^1];
            for (int index = 0; index < chunk.Length; index++)
            {
                ReadOnlySpan<float> logits = run.Output.Values.Slice(index * classes, classes);
                predictions.Add(TensorPrimitives.IndexOfMax(logits));
            }
        }

        return predictions.DrainToImmutable();
    }
}
