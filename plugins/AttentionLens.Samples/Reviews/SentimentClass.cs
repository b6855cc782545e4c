using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Sentiment words that fit the same places in a sentence.</summary>
internal sealed class SentimentClass
{
    /// <param name="positive">The words that praise, with spaces between them; underscores stand for spaces inside one.</param>
    /// <param name="negative">The words that blame.</param>
    /// <param name="more">Further words, or null.</param>
    public SentimentClass(string positive, string negative, SentimentClass? more = null)
    {
        Positive = [.. Split(positive), .. more?.Positive ?? []];
        Negative = [.. Split(negative), .. more?.Negative ?? []];
    }

    /// <summary>The words that praise.</summary>
    public ImmutableArray<string> Positive { get; }

    /// <summary>The words that blame.</summary>
    public ImmutableArray<string> Negative { get; }

    /// <summary>The words of one polarity.</summary>
    /// <param name="polarity">+1 or -1.</param>
    public ImmutableArray<string> Of(int polarity) => polarity > 0 ? Positive : Negative;

    private static IEnumerable<string> Split(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('_', ' '));
}
