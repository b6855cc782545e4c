namespace AttentionLens.Models.Images;

/// <summary>Undoes the filters of PNG rows. Source: ISO/IEC 15948:2004, clause 9.</summary>
internal static class PngFilter
{
    /// <summary>Turns a filtered row into its bytes, in place.</summary>
    /// <param name="filter">The filter's number; -1 where the data ended.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above it, zeros for the first.</param>
    /// <param name="step">The distance to the pixel on the left, in bytes.</param>
    /// <param name="file">The file's name.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step, string file)
    {
        switch (filter)
        {
            case 0:
                return;
            case 1:
                for (int index = step; index < row.Length; index++)
                {
                    row[index] += row[index - step];
                }

                return;
            case 2:
                for (int index = 0; index < row.Length; index++)
                {
                    row[index] += above[index];
                }

                return;
            case 3:
                for (int index = 0; index < row.Length; index++)
                {
                    row[index] += (byte)(((index < step ? 0 : row[index - step]) + above[index]) / 2);
                }

                return;
            case 4:
                for (int index = 0; index < row.Length; index++)
                {
                    row[index] += index < step ? above[index] : Nearest(row[index - step], above[index], above[index - step]);
                }

                return;
            default:
                throw ImageError.Of(file, $"has a row with filter {filter}", "filters 0 to 4");
        }
    }

    private static byte Nearest(byte left, byte up, byte corner)
    {
        int guess = left + up - corner;
        int toLeft = Math.Abs(guess - left);
        int toUp = Math.Abs(guess - up);
        int toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
