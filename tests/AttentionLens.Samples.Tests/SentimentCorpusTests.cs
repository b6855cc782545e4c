using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class SentimentCorpusTests
{
    private const int Together = 8;

    [Fact]
    public void Batch_EightSteps_AreBalancedAndFull()
    {
        SentimentCorpus corpus = new(1);
        IReadOnlyList<LensInput>[] batches = [.. Enumerable.Range(0, Together).Select(corpus.Batch)];

        Assert.All(batches, batch => Assert.Equal(SentimentCorpus.BatchSize, batch.Count));
        Assert.Equal(Together * SentimentCorpus.BatchSize / 2, batches.Sum(batch => batch.Count(input => input.Label == 1)));
    }

    [Fact]
    public void Batch_AskedInAnotherOrder_GivesTheSameReviews()
    {
        SentimentCorpus forward = new(5);
        SentimentCorpus backward = new(5);
        int[] steps = [0, 7, 8, 20];

        Dictionary<int, string> first = steps.ToDictionary(step => step, step => Texts(forward.Batch(step)));

        Assert.All(steps.Reverse(), step => Assert.Equal(first[step], Texts(backward.Batch(step))));
    }

    [Fact]
    public void Batch_OtherSeedOrStep_GivesOtherReviews()
    {
        Assert.NotEqual(Texts(new SentimentCorpus(1).Batch(0)), Texts(new SentimentCorpus(2).Batch(0)));
        Assert.NotEqual(Texts(new SentimentCorpus(1).Batch(0)), Texts(new SentimentCorpus(1).Batch(Together)));
    }

    [Fact]
    public void Batch_ManySteps_HoldNoMeasuredReview()
    {
        SentimentCorpus corpus = new(1);
        HashSet<string> trained = new(
            Enumerable.Range(0, 200).SelectMany(corpus.Batch).Select(input => input.Text!), StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(
            Measured(corpus, ReviewSplit.HeldOut).Concat(Measured(corpus, ReviewSplit.UnseenCombination)), trained.Contains);
    }

    [Fact]
    public void Examples_Count_AreDifferentAndBalanced()
    {
        ImmutableArray<Review> reviews = new SentimentCorpus(1).Examples(ReviewSplit.HeldOut, 500);

        Assert.Equal(250, reviews.Count(review => review.Label == 1));
        Assert.Equal(500, reviews.Select(review => ReviewText.Of(review.Words).Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Apply_Noise_LeavesAllThatCouldDecide()
    {
        SeededRandom random = new(1);
        Review[] reviews = [.. Enumerable.Range(0, 500).Select(index => ReviewGrammar.Next(index % 2, ReviewSplit.Training, random))];
        Review[] noised = [.. reviews.Select(review => TrainingNoise.Apply(review, random))];

        Assert.Equal(
            reviews.SelectMany(review => review.Words).Where(word => word.Role != WordRole.Topic),
            noised.SelectMany(review => review.Words).Where(word => word.Role != WordRole.Topic));
        Assert.Contains(noised, review => review.Words.Any(word => word.Text == "[UNK]"));
        Assert.Contains(noised, review => review.Words.Any(word => word.Text == "[MASK]"));
    }

    private static string Texts(IReadOnlyList<LensInput> batch) => string.Join('\n', batch.Select(input => $"{input.Label} {input.Text}"));

    private static IEnumerable<string> Measured(SentimentCorpus corpus, ReviewSplit split) =>
        corpus.Examples(split, 500).Select(review => ReviewText.Of(review.Words).Text);
}
