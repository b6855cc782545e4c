using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Which positions of an example are known to decide.</summary>
internal static class Evidence
{
    /// <summary>The positions that the input names, and the tokens that overlap the parts of its text that it names, or that the explained word translates.</summary>
    public static IEnumerable<int> PositionsOf(EncodedExample example)
    {
        LensInput input = example.Input;
        IEnumerable<int> named = input.EvidencePositions.IsDefault ? [] : input.EvidencePositions;
        ImmutableArray<Range> parts = [.. input.Evidence.IsDefault ? [] : input.Evidence, .. TranslatedWords.EvidenceOf(example)];
        IEnumerable<int> overlapping = Enumerable.Range(0, example.Tokens.Length)
            .Where(place => !example.Tokens[place].IsSpecial && parts.Any(part => Overlap(part, example.Tokens[place].Source)));
        return named.Concat(overlapping).Distinct().Order();
    }

    /// <summary>Whether two parts of a text have a letter in common.</summary>
    public static bool Overlap(Range part, Range token) => part.Start.Value < token.End.Value && token.Start.Value < part.End.Value;
}
