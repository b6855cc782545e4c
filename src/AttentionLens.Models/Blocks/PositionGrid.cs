using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Learned positions of patches on a grid. For an image of another size the grid is stretched by bicubic interpolation.</summary>
/// <param name="Table">[1, leading + rows · columns, width].</param>
/// <param name="Rows">Rows of patches that the table was learned for.</param>
/// <param name="Columns">Columns of patches that it was learned for.</param>
public sealed record PositionGrid(TensorParameter Table, int Rows, int Columns)
{
    // The constant of the reference, sharper than the -0.5 that Keys recommends.
    private const double Sharpness = -0.75;
    private const int Span = 4;

    /// <summary>The positions of a batch, [batch, leading + patch, width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="batch">The number of images.</param>
    /// <param name="grid">How they were cut.</param>
    internal Variable Embed(Tape tape, OperationInfo info, int batch, PatchGrid grid)
    {
        int rows = Table.Shape[^2];
        if (grid.Rows != Rows || grid.Columns != Columns)
        {
            return tape.MixRows(info, Table, MixFor(rows - (Rows * Columns), grid), batch);
        }

        int[] ids = new int[batch * rows];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = index % rows;
        }

        return tape.Embed(info, Table, ids, batch, rows, Table.Shape[^1]);
    }

    private RowMix MixFor(int leading, PatchGrid grid)
    {
        const int Taps = Span * Span;
        int count = leading + (grid.Rows * grid.Columns);
        int[] rows = new int[count * Taps];
        float[] weights = new float[count * Taps];
        for (int index = 0; index < leading; index++)
        {
            rows[index * Taps] = index;
            weights[index * Taps] = 1;
        }

        for (int patch = 0; patch < grid.Rows * grid.Columns; patch++)
        {
            (int row, int column) = Math.DivRem(patch, grid.Columns);
            (int[] Points, double[] Weights) down = Around(row, grid.Rows, Rows);
            (int[] Points, double[] Weights) across = Around(column, grid.Columns, Columns);
            for (int tap = 0; tap < Taps; tap++)
            {
                (int y, int x) = Math.DivRem(tap, Span);
                int place = ((leading + patch) * Taps) + tap;
                rows[place] = leading + (down.Points[y] * Columns) + across.Points[x];
                weights[place] = (float)(down.Weights[y] * across.Weights[x]);
            }
        }

        return new RowMix(Taps, [.. rows], [.. weights]);
    }

    // The four grid points around a place, the outermost repeated beyond the edge, and their weights.
    private static (int[] Points, double[] Weights) Around(int place, int places, int points)
    {
        double source = (((place + 0.5) * points) / places) - 0.5;
        double before = Math.Floor(source);
        double t = source - before;
        int[] around = new int[Span];
        double[] weights = new double[Span];
        for (int index = 0; index < Span; index++)
        {
            around[index] = Math.Clamp((int)before - 1 + index, 0, points - 1);
            weights[index] = Cubic(Math.Abs(t + 1 - index));
        }

        return (around, weights);
    }

    // Source: Keys 1981, equation 8, with another constant.
    private static double Cubic(double distance) => distance <= 1
        ? ((((Sharpness + 2) * distance) - (Sharpness + 3)) * distance * distance) + 1
        : ((((Sharpness * distance) - (5 * Sharpness)) * distance) + (8 * Sharpness)) * distance - (4 * Sharpness);
}
