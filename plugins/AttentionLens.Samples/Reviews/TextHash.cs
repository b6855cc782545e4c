namespace AttentionLens.Samples;

/// <summary>A number from a text, the same everywhere; splits are cut by it.</summary>
/// <remarks>Source: Fowler, Noll and Vo 1991, FNV-1a, 64 bits, over UTF-16 units; the end is SplitMix64's mixing, because the low bits of
/// similar texts are alike without it.</remarks>
internal static class TextHash
{
    /// <summary>Whether a text falls into the one part of many.</summary>
    /// <param name="text">The text; case does not count.</param>
    /// <param name="parts">How many parts there are.</param>
    public static bool IsFirstOf(string text, uint parts)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char unit in text)
        {
            hash = (hash ^ char.ToLowerInvariant(unit)) * 0x100000001B3;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return (hash ^ (hash >> 31)) % parts == 0;
    }
}
