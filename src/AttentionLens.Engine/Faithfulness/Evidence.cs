namespace AttentionLens.Engine;

/// <summary>Which positions of an example are known to decide.</summary>
internal static class Evidence
{
    /// <summary>The positions that the input names, and the tokens that overlap the parts of its text that it names.</summary>
    public static IEnumerable<int> PositionsOf(EncodedExample example)
    {
        LensInput input = example.Input;
        IEnumerable<int> named = input.EvidencePositions.IsDefault ? [] : input.EvidencePositions;
        IEnumerable<int> overlapping = input.Evidence.IsDefault
            ? []
            : Enumerable.Range(0, example.Tokens.Length).Where(place => !example.Tokens[place].IsSpecial && input.Evidence.Any(part => Overlap(part, example.Tokens[place].Source)));
        return named.Concat(overlapping).Distinct().Order();
    }

    private static bool Overlap(Range part, Range token) => part.Start.Value < token.End.Value && token.Start.Value < part.End.Value;
}
