using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionLens.Numerics;

/// <summary>The generated tile kernels of the widest vectors the processor has, chosen once.</summary>
/// <remarks>Right operands lie in panels [step][32]; left operands in [step][<see cref="PackStep"/>], up to
/// <see cref="MaximumRows"/> rows.</remarks>
internal static unsafe class TileSet
{
    /// <summary>Columns of a panel of the right operand.</summary>
    public const int PanelWidth = PackedMatrix.PanelWidth;

    /// <summary>Enough for a tile of any width: <see cref="MaximumRows"/> rows of a panel, rounded up to whole blocks of eight.</summary>
    public const int TileLength = 16 * PanelWidth;

    /// <summary>The largest number of rows that may be multiplied without packing them.</summary>
    public const int LargestDirectRows = 4;

    private static readonly int Lanes =
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

    private static readonly delegate*<float*, float*, nint, float*, nint, float*, nint, void>[] Packed = PackedKernels(narrow: false);
    private static readonly delegate*<float*, float*, nint, float*, nint, float*, nint, void>[] PackedNarrow = PackedKernels(narrow: true);
    private static readonly delegate*<float*, nint, nint, float*, float*, nint, float*, nint, void>[] Strided = StridedKernels(narrow: false);
    private static readonly delegate*<float*, nint, nint, float*, float*, nint, float*, nint, void>[] StridedNarrow = StridedKernels(narrow: true);

    /// <summary>The largest number of rows of a tile.</summary>
    public static readonly int MaximumRows = Lanes switch
    {
        16 => TileKernels512.MaximumRows,
        8 => TileKernels256.MaximumRows,
        4 => TileKernels128.MaximumRows,
        _ => TileKernelsScalar.MaximumRows,
    };

    /// <summary>The distance between two steps of a packed left operand, in floats.</summary>
    public static readonly int PackStep = Lanes == 16 ? TileKernels512.PackStep : TileKernels256.PackStep;

    /// <summary>The steps after which a product goes on to the next tile and comes back later: the widest tiles are best left alone, narrower
    /// ones read a panel several times and want it in a near cache.</summary>
    public static readonly int StepsAtOnce = Lanes == 16 ? 4096 : 512;

    private static readonly int TileColumns = Lanes switch
    {
        16 => TileKernels512.TileColumns,
        8 => TileKernels256.TileColumns,
        4 => TileKernels128.TileColumns,
        _ => TileKernelsScalar.TileColumns,
    };

    private static readonly int NarrowColumns = Lanes == 16 ? TileColumns / 2 : TileColumns;

    /// <summary>The columns that a tile of <paramref name="columns"/> columns really writes.</summary>
    public static int Coverage(int columns)
    {
        int whole = columns / TileColumns * TileColumns;
        int rest = columns - whole;
        return rest == 0 ? whole : rest <= NarrowColumns ? whole + NarrowColumns : whole + TileColumns;
    }

    /// <summary>c = start + a b for one packed left operand and up to a panel of the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(int columns, int rows, float* a, float* b, nint steps, float* start, nint startStride, float* c, nint cStride)
    {
        int column = 0;
        for (; columns - column > NarrowColumns; column += TileColumns)
        {
            Packed[rows](a, b + column, steps, start + column, startStride, c + column, cStride);
        }

        if (column < columns)
        {
            PackedNarrow[rows](a, b + column, steps, start + column, startStride, c + column, cStride);
        }
    }

    /// <summary>c = start + a b where the rows of a are neighbouring inputs of a packed matrix and the steps its outputs, panel
    /// by panel.</summary>
    public static void MultiplyPanels(
        int columns, int rows, float* a, nint panelStride, nint panels, float* b, float* start, nint startStride, float* c, nint cStride)
    {
        int column = 0;
        for (; columns - column > NarrowColumns; column += TileColumns)
        {
            Strided[rows](a, panelStride, panels, b + column, start + column, startStride, c + column, cStride);
        }

        if (column < columns)
        {
            StridedNarrow[rows](a, panelStride, panels, b + column, start + column, startStride, c + column, cStride);
        }
    }

    /// <summary>The kernel for few rows that are not packed and neighbouring panels, or null where the registers do not hold
    /// the tile.</summary>
    public static delegate*<float*, nint, float*, nint, nint, float*, float*, nint, void> Direct(int rows, int panels) => Lanes switch
    {
        16 => TileKernels512.Direct(rows, panels),
        8 => TileKernels256.Direct(rows, panels),
        4 => TileKernels128.Direct(rows, panels),
        _ => null,
    };

    private static delegate*<float*, float*, nint, float*, nint, float*, nint, void>[] PackedKernels(bool narrow)
    {
        var kernels = new delegate*<float*, float*, nint, float*, nint, float*, nint, void>[TileKernels512.MaximumRows + 1];
        for (int rows = 0; rows < kernels.Length; rows++)
        {
            kernels[rows] = Lanes switch
            {
                16 => narrow ? TileKernels512.PackedNarrow(rows) : TileKernels512.Packed(rows),
                8 => TileKernels256.Packed(rows),
                4 => TileKernels128.Packed(rows),
                _ => TileKernelsScalar.Packed(rows),
            };
        }

        return kernels;
    }

    private static delegate*<float*, nint, nint, float*, float*, nint, float*, nint, void>[] StridedKernels(bool narrow)
    {
        var kernels = new delegate*<float*, nint, nint, float*, float*, nint, float*, nint, void>[TileKernels512.MaximumRows + 1];
        for (int rows = 0; rows < kernels.Length; rows++)
        {
            kernels[rows] = Lanes switch
            {
                16 => narrow ? TileKernels512.StridedNarrow(rows) : TileKernels512.Strided(rows),
                8 => TileKernels256.Strided(rows),
                4 => TileKernels128.Strided(rows),
                _ => TileKernelsScalar.Strided(rows),
            };
        }

        return kernels;
    }
}
