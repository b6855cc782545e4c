using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Hides or replaces some words of what a review is about, so that the model reads on over words it does not know.</summary>
internal static class TrainingNoise
{
    private const double Share = 0.08;

    /// <summary>A review with some topic words replaced; whatever decides stays.</summary>
    /// <param name="review">The review.</param>
    /// <param name="random">Decides which words.</param>
    public static Review Apply(Review review, SeededRandom random) => review with
    {
        Words =
        [
            .. review.Words.Select(word => word.Role == WordRole.Topic && char.IsAsciiLetter(word.Text[0]) && random.NextUniform() < Share
                ? word with { Text = Replacement(random) }
                : word),
        ],
    };

    private static string Replacement(SeededRandom random) => random.Next(4) switch
    {
        0 => "[UNK]",
        1 => "[MASK]",
        _ => InventedWord.Next(random),
    };
}
