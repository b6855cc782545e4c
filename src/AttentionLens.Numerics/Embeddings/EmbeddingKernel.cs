namespace AttentionLens.Numerics;

/// <summary>Rows of a table by their ids, and the gradient of the table.</summary>
public static unsafe class EmbeddingKernel
{
    /// <summary>Copies, or adds, the row of every id.</summary>
    /// <param name="table">[id, width].</param>
    /// <param name="width">The length of a row, at least 1.</param>
    /// <param name="ids">The rows wanted.</param>
    /// <param name="y">Receives [index of the id, width].</param>
    /// <param name="accumulate">Whether to add to what <paramref name="y"/> holds.</param>
    /// <exception cref="ArgumentException">An id lies outside the table, or <paramref name="y"/> is too short.</exception>
    public static void Gather(ReadOnlySpan<float> table, int width, ReadOnlySpan<int> ids, Span<float> y, bool accumulate)
    {
        CheckIds(ids, width, table.Length);
        Demand.Length(y.Length, (long)ids.Length * width, nameof(y));
        fixed (float* tableStart = table, yStart = y)
        fixed (int* idStart = ids)
        {
            EmbeddingTask.Gather(tableStart, idStart, ids.Length, width, yStart, accumulate);
        }
    }

    /// <summary>Adds the gradient of every gathered row to the gradient of the table, in the order of the ids.</summary>
    /// <param name="dy">[index of the id, width].</param>
    /// <param name="ids">The ids of the forward call.</param>
    /// <param name="width">The length of a row, at least 1.</param>
    /// <param name="dTable">[id, width], added to.</param>
    /// <exception cref="ArgumentException">An id lies outside the table, or <paramref name="dy"/> is too short.</exception>
    public static void ScatterAdd(ReadOnlySpan<float> dy, ReadOnlySpan<int> ids, int width, Span<float> dTable)
    {
        CheckIds(ids, width, dTable.Length);
        Demand.Length(dy.Length, (long)ids.Length * width, nameof(dy));
        fixed (float* dyStart = dy, tableStart = dTable)
        fixed (int* idStart = ids)
        {
            EmbeddingTask.Scatter(dyStart, idStart, ids.Length, width, tableStart);
        }
    }

    private static void CheckIds(ReadOnlySpan<int> ids, int width, int tableLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int rows = tableLength / width;
        for (int index = 0; index < ids.Length; index++)
        {
            if ((uint)ids[index] >= (uint)rows)
            {
                throw new ArgumentException($"Id {ids[index]} at position {index} lies outside the table of {rows} rows.", nameof(ids));
            }
        }
    }
}
