using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The reviews of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class SentimentCorpus
{
    /// <summary>The reviews of a training step.</summary>
    public const int BatchSize = 32;

    private readonly ulong _seed;
    private readonly LengthBatches _batches;

    /// <param name="seed">Decides everything.</param>
    public SentimentCorpus(ulong seed)
    {
        _seed = seed;
        _batches = new LengthBatches(seed, BatchSize, Derive);
    }

    /// <summary>The labelled reviews of a training step, half of them positive over every eight steps.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step) => _batches.At(step);

    /// <summary>Different reviews to measure on, every second one positive.</summary>
    /// <param name="split">Which.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<Review> Examples(ReviewSplit split, int count)
    {
        SeededRandom random = SeededRandom.Stream(_seed, (uint)split);
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

    private static (LensInput Input, int Length) Derive(int index, SeededRandom random)
    {
        int label = index % 2;
        Review review = TrainingNoise.Apply(ReviewGrammar.Next(label, ReviewSplit.Training, random), random);
        return (new LensInput { Text = ReviewText.Of(review.Words).Text, Label = label }, review.Words.Length);
    }
}
