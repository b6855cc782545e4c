using System.Collections.Immutable;

namespace AttentionLens.Cli;

/// <summary>Some of many, evenly spaced.</summary>
internal static class Thinned
{
    /// <summary>The places of at most so many things, the first and the last among them.</summary>
    public static ImmutableArray<int> Places(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(place => (int)((long)place * (count - 1) / (most - 1)))];
}
