using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Samples;

/// <summary>Measures how well a model continues what it has read before, and which heads look where that takes.</summary>
internal static class InductionEvaluation
{
    private const int BatchSize = 20;

    /// <summary>Runs the model on sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="interventions">What is changed inside the model.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<InductionResult> MeasureAsync(
        LensModel model,
        ImmutableArray<RepeatedSequence> sequences,
        ImmutableArray<Intervention> interventions,
        CancellationToken cancellationToken)
    {
        HeadScoring scoring = new(model.Card.Layers, model.Card.Heads);
        long words = 0;
        long hits = 0;
        foreach (RepeatedSequence[] chunk in sequences.Chunk(BatchSize))
        {
            InputBatch batch = model.Inputs.Collate(
                [.. chunk.Select((item, index) => model.Inputs.Encode(index, new LensInput { Ids = item.Ids }, new EncodeOptions()))]);
            RunPlan plan = new()
            {
                Subscriptions = [new HookSubscription(HookSelector.Of(HookKind.Pattern), (in HookContext hook) => scoring.Add(hook, chunk))],
                Interventions = interventions,
            };
            using ModelRun run = await model.RunAsync(batch, plan, null, cancellationToken);
            for (int index = 0; index < chunk.Length; index++)
            {
                words += chunk[index].Copy.Length - 1;
                hits += Hits(run.Output, index, chunk[index]);
            }
        }

        return new InductionResult(sequences.Length, words, hits, scoring.ToScores());
    }

    private static int Hits(LensTensor output, int example, RepeatedSequence sequence)
    {
        int classes = output.Shape[2];
        ImmutableArray<int> ids = sequence.Ids;
        int hits = 0;
        for (int position = sequence.SecondCopy; position < ids.Length - 1; position++)
        {
            int row = (example * output.Shape[1]) + position;
            hits += TensorPrimitives.IndexOfMax(output.Values.Slice(row * classes, classes)) == ids[position + 1] ? 1 : 0;
        }

        return hits;
    }
}
