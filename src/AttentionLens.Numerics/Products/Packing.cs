using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionLens.Numerics;

/// <summary>Copies operands into the order in which the tile kernels read them. Unused lanes of the copies hold values without
/// meaning.</summary>
internal static unsafe class Packing
{
    /// <summary>Packs rows of a left operand: destination[step][<see cref="TileSet.PackStep"/>].</summary>
    public static void Left(float* source, nint rowStride, nint stepStride, int rows, int steps, float* destination)
    {
        int packStep = TileSet.PackStep;
        if (stepStride == 1)
        {
            Transposition.CopyPadded(source, rowStride, rows, steps, destination, packStep);
        }
        else if (rowStride == 1)
        {
            for (nint step = 0; step < steps; step++)
            {
                CopyFew(source + (step * stepStride), rows, destination + (step * packStep));
            }
        }
        else
        {
            CopyStrided(source, stepStride, rowStride, steps, rows, destination, packStep);
        }
    }

    /// <summary>Packs up to 32 columns of a right operand: destination[step][32].</summary>
    public static void Right(float* source, nint stepStride, nint columnStride, int steps, int columns, float* destination)
    {
        const int Width = TileSet.PanelWidth;
        if (columnStride == 1)
        {
            for (nint step = 0; step < steps; step++)
            {
                CopyFew(source + (step * stepStride), columns, destination + (step * Width));
            }
        }
        else if (stepStride == 1)
        {
            Transposition.CopyPadded(source, columnStride, columns, steps, destination, Width);
        }
        else
        {
            CopyStrided(source, stepStride, columnStride, steps, columns, destination, Width);
        }
    }

    /// <summary>Copies up to 32 values and touches nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyFew(float* source, int count, float* destination)
    {
        // The last vector overlaps the one before it.
        if (count >= 8)
        {
            for (int index = 0; index < count - 8; index += 8)
            {
                Vector256.Store(Vector256.Load(source + index), destination + index);
            }

            Vector256.Store(Vector256.Load(source + count - 8), destination + count - 8);
        }
        else if (count >= 4)
        {
            Vector128.Store(Vector128.Load(source), destination);
            Vector128.Store(Vector128.Load(source + count - 4), destination + count - 4);
        }
        else
        {
            for (int index = 0; index < count; index++)
            {
                destination[index] = source[index];
            }
        }
    }

    private static void CopyStrided(
        float* source, nint outerStride, nint innerStride, int outer, int inner, float* destination, nint destinationStride)
    {
        for (nint index = 0; index < outer; index++)
        {
            for (nint place = 0; place < inner; place++)
            {
                destination[(index * destinationStride) + place] = source[(index * outerStride) + (place * innerStride)];
            }
        }
    }
}
