namespace AttentionLens.Models.Tokenizers;

/// <summary>What two neighbouring tokens become, and how early: lower ranks go first.</summary>
internal readonly record struct PairMerge(int Rank, int Id)
{
    /// <summary>The key of a pair of ids.</summary>
    public static long Key(int left, int right) => ((long)left << 32) | (uint)right;
}
