using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>The reviews of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class SentimentCorpus
{
    /// <summary>The reviews of a training step.</summary>
    public const int BatchSize = 32;

    // Batches of about equal lengths pad little, so this many are derived together and cut by length.
    private const int BatchesTogether = 8;
    private const ulong StreamStride = 0xD1342543DE82EF95;

    private readonly ulong _seed;
    private int _group = -1;
    private ImmutableArray<ImmutableArray<LensInput>> _batches = [];

    /// <param name="seed">Decides everything.</param>
    public SentimentCorpus(ulong seed) => _seed = seed;

    /// <summary>The labelled reviews of a training step, half of them positive over every eight steps.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step)
    {
        int group = step / BatchesTogether;
        if (group != _group)
        {
            _batches = Derive(group);
            _group = group;
        }

        return _batches[step % BatchesTogether];
    }

    /// <summary>Different reviews to measure on, every second one positive.</summary>
    /// <param name="split">Which.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<Review> Examples(ReviewSplit split, int count)
    {
        SeededRandom random = Stream((uint)split);
        ImmutableArray<Review>.Builder reviews = ImmutableArray.CreateBuilder<Review>(count);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        while (reviews.Count < count)
        {
            Review review = ReviewGrammar.Next(reviews.Count % 2, split, random);
            if (seen.Add(ReviewText.Of(review.Words).Text))
            {
                reviews.Add(review);
            }
        }

        return reviews.DrainToImmutable();
    }

    private ImmutableArray<ImmutableArray<LensInput>> Derive(int group)
    {
        SeededRandom random = Stream(((ulong)group << 32) + uint.MaxValue);
        LensInput[] inputs = new LensInput[BatchSize * BatchesTogether];
        int[] lengths = new int[inputs.Length];
        for (int index = 0; index < inputs.Length; index++)
        {
            int label = index % 2;
            Review review = TrainingNoise.Apply(ReviewGrammar.Next(label, ReviewSplit.Training, random), random);
            inputs[index] = new LensInput { Text = ReviewText.Of(review.Words).Text, Label = label };
            lengths[index] = (review.Words.Length * inputs.Length) + index;
        }

        Array.Sort(lengths, inputs);
        ImmutableArray<LensInput>[] batches = [.. inputs.Chunk(BatchSize).Select(batch => batch.ToImmutableArray())];
        random.Shuffle(batches.AsSpan());
        return [.. batches];
    }

    private SeededRandom Stream(ulong number) => new(new SeededRandom(_seed + (number * StreamStride)).NextBits());
}
