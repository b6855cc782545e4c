namespace AttentionLens.Heads;

/// <summary>Tells the special tokens that part texts from those that stand for something.</summary>
internal static class SeparatorTokens
{
    private static readonly string[] StandIns = ["mask", "unk", "pad"];

    /// <summary>Whether a token that is not the first is a separator: special, and by its text no mask, padding or unknown word.</summary>
    public static bool Contains(LensToken token)
    {
        if (!token.IsSpecial)
        {
            return false;
        }

        ReadOnlySpan<char> name = token.Text.AsSpan().Trim("[]<>|");
        foreach (string standIn in StandIns)
        {
            if (name.Equals(standIn, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
