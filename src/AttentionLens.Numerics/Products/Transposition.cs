using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AttentionLens.Numerics;

/// <summary>Transposed copies in blocks of eight by eight values.</summary>
internal static unsafe class Transposition
{
    private const int Block = 8;

    /// <summary>destination[column][row] = source[row][column], exactly these values and no others.</summary>
    public static void Copy(float* source, nint sourceStride, int rows, int columns, float* destination, nint destinationStride)
    {
        if (rows < Block || columns < Block || !HasBlocks)
        {
            CopyPlain(source, sourceStride, rows, columns, destination, destinationStride);
            return;
        }

        // The last block of either axis overlaps the one before it, which writes the same values twice.
        for (int row = 0; row < rows; row = Following(row, rows))
        {
            for (int column = 0; column < columns; column = Following(column, columns))
            {
                float* target = destination + (column * destinationStride) + row;
                CopyBlock(source + (row * sourceStride) + column, sourceStride, Block, target, destinationStride);
            }
        }
    }

    /// <summary>The same, but whole blocks of eight rows are written: behind the last row follow values without meaning.</summary>
    public static void CopyPadded(float* source, nint sourceStride, int rows, int columns, float* destination, nint destinationStride)
    {
        if (columns < Block || !HasBlocks)
        {
            CopyPlain(source, sourceStride, rows, columns, destination, destinationStride);
            return;
        }

        for (int row = 0; row < rows; row += Block)
        {
            float* first = source + (row * sourceStride);
            for (int column = 0; column < columns; column = Following(column, columns))
            {
                CopyBlock(first + column, sourceStride, rows - row, destination + (column * destinationStride) + row, destinationStride);
            }
        }
    }

    private static bool HasBlocks => Avx.IsSupported || Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    private static int Following(int start, int length) =>
        start + Block >= length ? length : Math.Min(start + Block, length - Block);

    private static void CopyPlain(float* source, nint sourceStride, int rows, int columns, float* destination, nint destinationStride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                destination[(column * destinationStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    /// <summary>Reads up to eight rows; where there are fewer, the last one stands in for the missing ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(float* source, nint stride, int rows, float* destination, nint destinationStride)
    {
        nint last = Math.Min(rows, Block) - 1;
        float* r0 = source;
        float* r1 = source + (Math.Min(1, last) * stride);
        float* r2 = source + (Math.Min(2, last) * stride);
        float* r3 = source + (Math.Min(3, last) * stride);
        float* r4 = source + (Math.Min(4, last) * stride);
        float* r5 = source + (Math.Min(5, last) * stride);
        float* r6 = source + (Math.Min(6, last) * stride);
        float* r7 = source + (Math.Min(7, last) * stride);
        if (Avx.IsSupported)
        {
            CopyFourColumns(r0, r1, r2, r3, r4, r5, r6, r7, destination, destinationStride);
            CopyFourColumns(
                r0 + 4, r1 + 4, r2 + 4, r3 + 4, r4 + 4, r5 + 4, r6 + 4, r7 + 4, destination + (4 * destinationStride), destinationStride);
        }
        else
        {
            CopyFourByFour(r0, r1, r2, r3, destination, destinationStride);
            CopyFourByFour(r0 + 4, r1 + 4, r2 + 4, r3 + 4, destination + (4 * destinationStride), destinationStride);
            CopyFourByFour(r4, r5, r6, r7, destination + 4, destinationStride);
            CopyFourByFour(r4 + 4, r5 + 4, r6 + 4, r7 + 4, destination + (4 * destinationStride) + 4, destinationStride);
        }
    }

    // Rows i and i + 4 share a register, so that shuffles inside its halves suffice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFourColumns(
        float* r0, float* r1, float* r2, float* r3, float* r4, float* r5, float* r6, float* r7, float* destination, nint stride)
    {
        Vector256<float> a0 = Vector256.Create(Vector128.Load(r0), Vector128.Load(r4));
        Vector256<float> a1 = Vector256.Create(Vector128.Load(r1), Vector128.Load(r5));
        Vector256<float> a2 = Vector256.Create(Vector128.Load(r2), Vector128.Load(r6));
        Vector256<float> a3 = Vector256.Create(Vector128.Load(r3), Vector128.Load(r7));
        Vector256<float> low01 = Avx.UnpackLow(a0, a1);
        Vector256<float> high01 = Avx.UnpackHigh(a0, a1);
        Vector256<float> low23 = Avx.UnpackLow(a2, a3);
        Vector256<float> high23 = Avx.UnpackHigh(a2, a3);
        Avx.Shuffle(low01, low23, 0b01_00_01_00).Store(destination);
        Avx.Shuffle(low01, low23, 0b11_10_11_10).Store(destination + stride);
        Avx.Shuffle(high01, high23, 0b01_00_01_00).Store(destination + (2 * stride));
        Avx.Shuffle(high01, high23, 0b11_10_11_10).Store(destination + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFourByFour(float* r0, float* r1, float* r2, float* r3, float* destination, nint stride)
    {
        Vector128<float> a0 = Vector128.Load(r0), a1 = Vector128.Load(r1), a2 = Vector128.Load(r2), a3 = Vector128.Load(r3);
        if (Sse.IsSupported)
        {
            Vector128<float> low01 = Sse.UnpackLow(a0, a1), high01 = Sse.UnpackHigh(a0, a1);
            Vector128<float> low23 = Sse.UnpackLow(a2, a3), high23 = Sse.UnpackHigh(a2, a3);
            Sse.MoveLowToHigh(low01, low23).Store(destination);
            Sse.MoveHighToLow(low23, low01).Store(destination + stride);
            Sse.MoveLowToHigh(high01, high23).Store(destination + (2 * stride));
            Sse.MoveHighToLow(high23, high01).Store(destination + (3 * stride));
        }
        else
        {
            Vector128<float> even02 = AdvSimd.Arm64.ZipLow(a0, a2), odd02 = AdvSimd.Arm64.ZipHigh(a0, a2);
            Vector128<float> even13 = AdvSimd.Arm64.ZipLow(a1, a3), odd13 = AdvSimd.Arm64.ZipHigh(a1, a3);
            AdvSimd.Arm64.ZipLow(even02, even13).Store(destination);
            AdvSimd.Arm64.ZipHigh(even02, even13).Store(destination + stride);
            AdvSimd.Arm64.ZipLow(odd02, odd13).Store(destination + (2 * stride));
            AdvSimd.Arm64.ZipHigh(odd02, odd13).Store(destination + (3 * stride));
        }
    }
}
