using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Softmax down the columns of [key][32]. Columns are independent lanes, so every column is summed in the order of the
/// keys.</summary>
internal static unsafe class ColumnSoftmax
{
    private const int Width = TileSet.PanelWidth;

    // Partial sums of neighbouring keys keep the rounding errors of long rows small.
    private const int KeysPerSum = 16;

    /// <summary>Whether every one of the first columns has a score that is not masked.</summary>
    public static bool EveryColumnSees(float* scores, int keys, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            bool sees = false;
            for (nint key = 0; key < keys && !sees; key++)
            {
                sees = scores[(key * Width) + column] != float.MinValue;
            }

            if (!sees)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Replaces scores by e^(score − largest of the column) and writes the inverse sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentials(float* scores, int keys, int columns, float* inverse)
    {
        // Two vectors side by side: with 256 bits they are one cache line.
        int lanes = Vector<float>.Count;
        for (int column = 0; column < columns; column += 2 * lanes)
        {
            float* first = scores + column;
            float* end = first + ((nint)keys * Width);
            Vector<float> largest0 = new(float.NegativeInfinity), largest1 = largest0;
            for (float* score = first; score < end; score += Width)
            {
                largest0 = Vector.MaxNative(largest0, Vector.Load(score));
                largest1 = Vector.MaxNative(largest1, Vector.Load(score + lanes));
            }

            Vector<float> total0 = Vector<float>.Zero, total1 = Vector<float>.Zero;
            for (float* part = first; part < end;)
            {
                float* partEnd = end - part > KeysPerSum * Width ? part + (KeysPerSum * Width) : end;
                Vector<float> sum0 = Vector<float>.Zero, sum1 = Vector<float>.Zero;
                for (; part < partEnd; part += Width)
                {
                    Vector<float> term0 = VectorMath.Exp(Vector.Load(part) - largest0);
                    Vector<float> term1 = VectorMath.Exp(Vector.Load(part + lanes) - largest1);
                    Vector.Store(term0, part);
                    Vector.Store(term1, part + lanes);
                    sum0 += term0;
                    sum1 += term1;
                }

                total0 += sum0;
                total1 += sum1;
            }

            Vector.Store(Vector<float>.One / total0, inverse + column);
            Vector.Store(Vector<float>.One / total1, inverse + column + lanes);
        }
    }

    /// <summary>Multiplies every row by the factors of the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float* rows, int count, int columns, float* factors)
    {
        for (int column = 0; column < columns; column += Vector<float>.Count)
        {
            Vector<float> factor = Vector.Load(factors + column);
            for (nint row = 0; row < count; row++)
            {
                float* place = rows + (row * Width) + column;
                Vector.Store(Vector.Load(place) * factor, place);
            }
        }
    }
}
