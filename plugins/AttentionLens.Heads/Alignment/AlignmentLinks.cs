namespace AttentionLens.Heads;

/// <summary>The links that a map of words draws: each word of the target to the word of the source that it attends to most. A word
/// that attends most to what is no word, for instance the end of the text, has no link.</summary>
internal static class AlignmentLinks
{
    /// <summary>The links of a map.</summary>
    /// <param name="example">The example.</param>
    /// <param name="map">[row, column].</param>
    public static IEnumerable<MatrixCell> Of(AlignedExample example, double[] map)
    {
        for (int row = 0; row < example.Rows.Length; row++)
        {
            int strongest = Strongest(map.AsSpan(row * example.Columns.Length, example.Columns.Length));
            if (example.IsWord[strongest])
            {
                yield return new MatrixCell(row, strongest);
            }
        }
    }

    /// <summary>The links that run straight from the first words to the last.</summary>
    /// <param name="example">The example.</param>
    public static IEnumerable<MatrixCell> Diagonal(AlignedExample example)
    {
        int[] words = [.. Enumerable.Range(0, example.Columns.Length).Where(column => example.IsWord[column])];
        return Enumerable.Range(0, example.Rows.Length).Select(
            row => new MatrixCell(row, words[(int)(((2L * row) + 1) * words.Length / (2L * example.Rows.Length))]));
    }

    // Of equal weights the first; what is not a number is never the strongest.
    private static int Strongest(ReadOnlySpan<double> weights)
    {
        int strongest = 0;
        for (int column = 1; column < weights.Length; column++)
        {
            strongest = weights[column] > weights[strongest] || double.IsNaN(weights[strongest]) ? column : strongest;
        }

        return strongest;
    }
}
