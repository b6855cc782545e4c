using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One set of scores among several that stand side by side, with a colour scale of its own.</summary>
/// <param name="Name">What they are called, for instance by the method that gave them.</param>
/// <param name="Values">The scores, one for each token or patch; a number that is not one is drawn as missing.</param>
/// <param name="Scale">Their colour scale.</param>
public sealed record NamedScores(string Name, ImmutableArray<float> Values, ColorScale Scale)
{
    /// <summary>What is worth knowing about them, one line each.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<string> Notes { get; init; } = [];
}
