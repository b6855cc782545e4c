namespace AttentionLens.Numerics;

/// <summary>The share of a constant in what an operation gives: Σ constant ⊙ signal, for each example.</summary>
internal static class ConstantShare
{
    /// <summary>Of a row that is added to every row.</summary>
    public static void AddRows(ReadOnlySpan<float> row, ReadOnlySpan<float> incoming, Span<double> shares)
    {
        for (int start = 0; row.Length > 0 && start < incoming.Length; start += row.Length)
        {
            shares[(int)((long)start * shares.Length / incoming.Length)] += ElementwiseKernel.Dot(row, incoming.Slice(start, row.Length));
        }
    }

    /// <summary>Of a whole summand.</summary>
    public static void AddAll(ReadOnlySpan<float> summand, ReadOnlySpan<float> incoming, Span<double> shares)
    {
        int length = incoming.Length / shares.Length;
        for (int example = 0; example < shares.Length; example++)
        {
            shares[example] += ElementwiseKernel.Dot(summand.Slice(example * length, length), incoming.Slice(example * length, length));
        }
    }
}
