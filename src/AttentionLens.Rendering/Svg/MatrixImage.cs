namespace AttentionLens.Rendering;

/// <summary>A matrix as a PNG picture of one pixel for each cell; where that is too large, one for each block of cells, in the
/// colour of its number of the largest magnitude, so that a lone strong cell stays visible.</summary>
internal static class MatrixImage
{
    /// <summary>How many rows and columns go into one pixel.</summary>
    public static int BlockSize(int rows, int columns, int mostPixels) => ((Math.Max(rows, columns) - 1) / mostPixels) + 1;

    /// <summary>How many pixels wide and high a block is written. Some viewers smooth what they enlarge whatever the document asks
    /// for, so large cells are enlarged here; small ones are left alone, where smoothing hardly shows and size does.</summary>
    public static int Enlargement(double cell) => cell >= 3 ? (int)cell : 1;

    /// <summary>Draws the picture.</summary>
    public static byte[] Create(ReadOnlySpan<float> values, int rows, int columns, int block, int enlargement, ColorRamp ramp, Ground ground)
    {
        int width = (((columns - 1) / block) + 1) * enlargement;
        int height = (((rows - 1) / block) + 1) * enlargement;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y += enlargement)
        {
            Span<byte> line = pixels.AsSpan(y * width, width);
            for (int x = 0; x < width; x += enlargement)
            {
                float strongest = Strongest(values, rows, columns, y / enlargement * block, x / enlargement * block, block);
                line.Slice(x, enlargement).Fill((byte)ramp.Level(strongest));
            }

            for (int copy = 1; copy < enlargement; copy++)
            {
                line.CopyTo(pixels.AsSpan((y + copy) * width));
            }
        }

        Rgb[] palette = new Rgb[ColorMap.Levels + 1];
        for (int level = 0; level < ColorMap.Levels; level++)
        {
            palette[level] = ramp.ColorAt(level);
        }

        palette[ColorRamp.MissingLevel] = ground.Missing;
        return PngWriter.Palette(width, height, pixels, palette);
    }

    private static float Strongest(ReadOnlySpan<float> values, int rows, int columns, int top, int left, int block)
    {
        float strongest = float.NaN;
        for (int row = top; row < Math.Min(top + block, rows); row++)
        {
            for (int column = left; column < Math.Min(left + block, columns); column++)
            {
                float value = values[(row * columns) + column];
                if (float.IsNaN(strongest) || Math.Abs(value) > Math.Abs(strongest))
                {
                    strongest = value;
                }
            }
        }

        return strongest;
    }
}
