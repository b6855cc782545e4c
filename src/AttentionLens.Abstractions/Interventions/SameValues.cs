using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Whether lists hold the same; one that was never given is like an empty one.</summary>
internal static class SameValues
{
    public static bool Of<T>(ImmutableArray<T> left, ImmutableArray<T> right)
        where T : IEquatable<T> => left.AsSpan().SequenceEqual(right.AsSpan());
}
