using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AttentionLens;

/// <summary>One head's attention as probabilities [query, key], kept to a 65535th: half the memory of floats, and finer than any picture.</summary>
public sealed class AttentionWeights : IEquatable<AttentionWeights>
{
    private const float Whole = ushort.MaxValue;

    /// <summary>Creates weights from their codes.</summary>
    /// <param name="queries">The number of rows.</param>
    /// <param name="keys">The number of columns.</param>
    /// <param name="codes">A code for each cell, [query, key] in row-major order: the probability times 65535, rounded.</param>
    /// <exception cref="ArgumentException">A side is negative, or there are more or fewer codes than cells.</exception>
    public AttentionWeights(int queries, int keys, ImmutableArray<ushort> codes)
    {
        if (queries < 0 || keys < 0 || codes.IsDefault || codes.Length != (long)queries * keys)
        {
            throw new ArgumentException(
                $"Expected a code for each cell of {queries} rows times {keys} columns, found {(codes.IsDefault ? 0 : codes.Length)}.", nameof(codes));
        }

        Queries = queries;
        Keys = keys;
        Codes = codes;
    }

    /// <summary>The number of rows.</summary>
    public int Queries { get; }

    /// <summary>The number of columns.</summary>
    public int Keys { get; }

    /// <summary>The code of each cell, [query, key] in row-major order: the probability times 65535, rounded.</summary>
    public ImmutableArray<ushort> Codes { get; }

    /// <summary>The probability that a query gives a key, in [0, 1].</summary>
    /// <param name="query">The row.</param>
    /// <param name="key">The column.</param>
    public float this[int query, int key] => Codes[(query * Keys) + key] / Whole;

    /// <summary>Keeps probabilities.</summary>
    /// <param name="queries">The number of rows.</param>
    /// <param name="keys">The number of columns.</param>
    /// <param name="values">A probability for each cell, [query, key] in row-major order; what is not a number becomes 0, what lies outside [0, 1] its end.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than cells.</exception>
    public static AttentionWeights Of(int queries, int keys, ReadOnlySpan<float> values)
    {
        ushort[] codes = new ushort[values.Length];
        for (int index = 0; index < codes.Length; index++)
        {
            float value = values[index];
            codes[index] = float.IsNaN(value) ? (ushort)0 : (ushort)MathF.Round(Math.Clamp(value, 0, 1) * Whole);
        }

        return new AttentionWeights(queries, keys, ImmutableCollectionsMarshal.AsImmutableArray(codes));
    }

    /// <inheritdoc/>
    public bool Equals(AttentionWeights? other) =>
        other is not null && Queries == other.Queries && Keys == other.Keys && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttentionWeights);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Queries);
        hash.Add(Keys);
        hash.AddBytes(MemoryMarshal.AsBytes(Codes.AsSpan()));
        return hash.ToHashCode();
    }
}
