using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What the model said of one list of reviews.</summary>
/// <param name="Reviews">The reviews.</param>
/// <param name="Predictions">The predicted labels, one for each.</param>
internal sealed record SentimentResult(ImmutableArray<Review> Reviews, ImmutableArray<int> Predictions)
{
    /// <summary>The share of reviews whose label was predicted, in [0, 1].</summary>
    public double Accuracy => Share(Enumerable.Range(0, Reviews.Length).Select(index => Reviews[index].Label == Predictions[index]));

    /// <summary>The share that counting sentiment words gets right, ties being half right.</summary>
    public double CountingAccuracy => Reviews.Average(review => review.CountedLabel is { } label ? label == review.Label ? 1.0 : 0.0 : 0.5);

    /// <summary>The standard error of the accuracy.</summary>
    public double StandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Reviews.Length);

    /// <summary>The number of reviews and the accuracy of each construction and polarization, in ordinal order.</summary>
    /// <param name="key">What a review is counted under.</param>
    public IEnumerable<(string Name, int Count, double Accuracy)> By(Func<Review, string> key) =>
        Enumerable.Range(0, Reviews.Length).GroupBy(index => key(Reviews[index])).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), Share(group.Select(index => Reviews[index].Label == Predictions[index]))));

    private static double Share(IEnumerable<bool> hits) => hits.Average(hit => hit ? 1.0 : 0.0);
}
