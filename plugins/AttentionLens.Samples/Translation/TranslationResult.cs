using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What the model made of one list of sentences.</summary>
/// <param name="Pairs">The sentences with their translations.</param>
/// <param name="Written">What the model wrote for each, choosing the likeliest token every time.</param>
/// <param name="TokenAccuracy">The share of tokens of the true translations that were the likeliest behind the true beginning, in [0, 1].</param>
internal sealed record TranslationResult(ImmutableArray<SentencePair> Pairs, ImmutableArray<string> Written, double TokenAccuracy)
{
    /// <summary>The share of sentences that were translated word for word as the grammar does, in [0, 1].</summary>
    public double Accuracy => Share(Enumerable.Range(0, Pairs.Length));

    /// <summary>The standard error of the accuracy.</summary>
    public double StandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Pairs.Length);

    /// <summary>The number of sentences and the accuracy under each name, in ordinal order.</summary>
    /// <param name="names">What a sentence is counted under.</param>
    public IEnumerable<(string Name, int Count, double Accuracy)> By(Func<SentencePair, IEnumerable<string>> names) =>
        Enumerable.Range(0, Pairs.Length)
            .SelectMany(index => names(Pairs[index]).Distinct(StringComparer.Ordinal).Select(name => (Name: name, Index: index)))
            .GroupBy(entry => entry.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), Share(group.Select(entry => entry.Index))));

    private double Share(IEnumerable<int> indices) => indices.Average(index => Written[index] == Pairs[index].Target ? 1.0 : 0.0);
}
