using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Samples.Tests;

public sealed class HeadScoringTests
{
    private const int Heads = 3;

    private static readonly ImmutableArray<RepeatedSequence> Sequences = [new([2, 3, 4, 5]), new([7, 8, 9])];

    // The first head always looks at the previous position, the second at what followed the word before, the third everywhere alike.
    [Fact]
    public void ToScores_ThreePlainHeads_AreToldApart()
    {
        HeadScoring scoring = new(2, Heads);
        foreach (int layer in (ReadOnlySpan<int>)[0, 1])
        {
            Add(scoring, layer);
        }

        ImmutableArray<HeadScore> scores = scoring.ToScores();

        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], scores.Select(score => (score.Layer, score.Head)));
        Assert.All(scores, score =>
        {
            Assert.Equal(score.Head == 0 ? 1 : 0, Math.Round(score.Previous, 6) == 1 ? 1 : 0);
            Assert.Equal(score.Head == 1 ? 1 : 0, Math.Round(score.Induction, 6) == 1 ? 1 : 0);
        });
        Assert.Equal(0, scores[0].Induction);
        Assert.Equal(0, scores[1].Previous);

        // Queries 5, 6, 7 of the longer sequence and 4, 5 of the shorter, each over all the keys up to its own.
        Assert.Equal(((1.0 / 6) + (1.0 / 7) + (1.0 / 8) + (1.0 / 5) + (1.0 / 6)) / 5, scores[2].Induction, 6);
    }

    private static void Add(HeadScoring scoring, int layer)
    {
        int length = Sequences.Max(sequence => sequence.Ids.Length);
        float[] values = new float[Sequences.Length * Heads * length * length];
        for (int row = 0; row < Sequences.Length * Heads * length; row++)
        {
            RepeatedSequence sequence = Sequences[row / length / Heads];
            int query = row % length;
            Span<float> keys = values.AsSpan(row * length, length);
            switch (row / length % Heads)
            {
                case 0:
                    keys[Math.Max(0, query - 1)] = 1;
                    break;
                case 1:
                    keys[query >= sequence.SecondCopy && query < sequence.Ids.Length ? query + 1 - sequence.Period : query] = 1;
                    break;
                default:
                    keys[..(query + 1)].Fill(1f / (query + 1));
                    break;
            }
        }

        HookPoint hook = new(
            HookName.Parse($"blocks.{layer}.attn.pattern"),
            HookKind.Pattern,
            string.Empty,
            layer,
            new TensorSpec([Axis.Batch, Axis.Head, Axis.Query, Axis.Key], "probability"),
            HookCapabilities.None);
        ReadOnlyTensorSpan<float> value = new(values, [Sequences.Length, Heads, length, length]);
        scoring.Add(new HookContext(hook, value, new InputBatch([.. Sequences.Select((sequence, index) => Encoded(sequence, index, length))]), default), Sequences.AsSpan());
    }

    private static EncodedExample Encoded(RepeatedSequence sequence, int index, int length)
    {
        int[] ids = [.. sequence.Ids, .. new int[length - sequence.Ids.Length]];
        return new EncodedExample(
            index,
            new LensInput { Ids = sequence.Ids },
            [.. ids.Select(id => new LensToken(id, $"#{id}", 0..0, false))],
            [.. new int[length]],
            [.. ids.Select((_, place) => place < sequence.Ids.Length)]);
    }
}
