using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>T5's relative position bias: distances in buckets, exact when near and logarithmic when far. One table serves every block of a stack.</summary>
/// <remarks>Source: Raffel et al. 2020, section 2.1.</remarks>
public sealed class RelativeBias
{
    private readonly TensorParameter _table;
    private readonly int _longestDistance;
    private readonly bool _bothDirections;

    /// <summary>Creates a bias.</summary>
    /// <param name="table">[bucket, head].</param>
    /// <param name="longestDistance">Distances from here on share the last bucket.</param>
    /// <param name="bothDirections">Whether later positions have buckets of their own, as in an encoder.</param>
    public RelativeBias(TensorParameter table, int longestDistance, bool bothDirections)
    {
        _table = table;
        _longestDistance = longestDistance;
        _bothDirections = bothDirections;
    }

    /// <summary>The bias of all pairs.</summary>
    /// <param name="queries">Query positions.</param>
    /// <param name="keys">Key positions.</param>
    /// <param name="before">How many of the keys stand before the first query.</param>
    public AttentionBias For(int queries, int keys, int before = 0)
    {
        // One row holds the buckets of all distances; each query reads the part that begins where the first key stands to it.
        Span<int> distances = new int[queries + keys - 1];
        for (int index = 0; index < distances.Length; index++)
        {
            distances[index] = BucketOf(index - (queries - 1) - before);
        }

        int[] buckets = new int[queries * keys];
        for (int query = 0; query < queries; query++)
        {
            distances.Slice(queries - 1 - query, keys).CopyTo(buckets.AsSpan(query * keys));
        }

        return new AttentionBias(_table, buckets);
    }

    private int BucketOf(int relative)
    {
        int buckets = _table.Shape[0];
        int first = 0;
        int distance = Math.Max(-relative, 0);
        if (_bothDirections)
        {
            buckets /= 2;
            first = relative > 0 ? buckets : 0;
            distance = Math.Abs(relative);
        }

        int exact = buckets / 2;
        if (distance < exact)
        {
            return first + distance;
        }

        // The reference takes the logarithm in float and cuts the fraction off.
        float far = MathF.Log((float)distance / exact) / (float)Math.Log((double)_longestDistance / exact) * (buckets - exact);
        return first + Math.Min(exact + (int)far, buckets - 1);
    }
}
