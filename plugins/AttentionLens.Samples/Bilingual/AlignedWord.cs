using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A word of a sentence with what it stands for: words of the two languages that share a unit of meaning translate each other.</summary>
/// <param name="Text">The word or punctuation mark.</param>
/// <param name="Units">The units; none for a word without a counterpart.</param>
internal readonly record struct AlignedWord(string Text, ImmutableArray<int> Units)
{
    /// <summary>A word that stands for some units.</summary>
    /// <param name="text">The word.</param>
    /// <param name="units">The units.</param>
    public static AlignedWord Of(string text, params ReadOnlySpan<int> units) => new(text, [.. units]);
}
