using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Measures how well verbs agree.</summary>
internal static class AgreementEvaluation
{
    private const int BatchSize = 50;

    /// <summary>Compares the two forms of each verb behind what stands before it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sentences">The sentences.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<AgreementResult> MeasureAsync(
        LensModel model, ImmutableArray<AgreementSentence> sentences, CancellationToken cancellationToken)
    {
        ImmutableArray<bool> hits = await CompareAsync(
            model,
            [
                .. sentences.Select(sentence => (
                    AgreementLine.TextOf(sentence), SentenceVocabulary.IdOf(sentence.RightForm), SentenceVocabulary.IdOf(sentence.WrongForm))),
            ],
            cancellationToken);
        return new AgreementResult(sentences, hits);
    }

    /// <summary>Whether behind each text one token is more likely than another.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cases">The texts, and the ids of the two tokens.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public static async ValueTask<ImmutableArray<bool>> CompareAsync(
        LensModel model, IReadOnlyList<(string Text, int Likelier, int Other)> cases, CancellationToken cancellationToken)
    {
        ImmutableArray<bool>.Builder hits = ImmutableArray.CreateBuilder<bool>(cases.Count);
        foreach ((string Text, int Likelier, int Other)[] chunk in cases.Chunk(BatchSize))
        {
            InputBatch batch = model.Inputs.Collate(
                [.. chunk.Select((item, index) => model.Inputs.Encode(index, new LensInput { Text = item.Text }, new EncodeOptions()))]);
            using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
            int length = run.Output.Shape[1];
            int classes = run.Output.Shape[2];
            for (int index = 0; index < chunk.Length; index++)
            {
                int last = (index * length) + batch.Examples[index].Length - 1;
                ReadOnlySpan<float> logits = run.Output.Values.Slice(last * classes, classes);
                hits.Add(logits[chunk[index].Likelier] > logits[chunk[index].Other]);
            }
        }

        return hits.DrainToImmutable();
    }
}
