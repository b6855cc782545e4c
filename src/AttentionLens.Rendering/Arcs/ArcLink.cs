namespace AttentionLens.Rendering;

/// <summary>A link from a query to a key that is drawn.</summary>
/// <param name="Place">Which of the heads drawn, from 0.</param>
/// <param name="Query">The query.</param>
/// <param name="Key">The key.</param>
/// <param name="Weight">The probability.</param>
internal readonly record struct ArcLink(int Place, int Query, int Key, float Weight);
