using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Loads and stores of up to one vector that touch nothing behind the last value.</summary>
internal static unsafe class VectorTail
{
    /// <summary>The first <paramref name="count"/> values, then zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, int count) =>
        count == Vector<float>.Count ? Vector.Load(source) : LoadPart(source, count, 0);

    /// <summary>The first <paramref name="count"/> values, then <paramref name="rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, int count, float rest) =>
        count == Vector<float>.Count ? Vector.Load(source) : LoadPart(source, count, rest);

    /// <summary>The first <paramref name="count"/> lanes, zeros behind them: what a padded lane computed may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Keep(Vector<float> value, int count) =>
        count == Vector<float>.Count
            ? value
            : Vector.ConditionalSelect(
                Vector.LessThan(Vector<int>.Indices, new Vector<int>(count)).As<int, float>(), value, Vector<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* destination, int count)
    {
        if (count == Vector<float>.Count)
        {
            Vector.Store(value, destination);
        }
        else
        {
            StorePart(value, destination, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LoadPart(float* source, int count, float rest)
    {
        float* padded = stackalloc float[Vector<float>.Count];
        for (int index = 0; index < Vector<float>.Count; index++)
        {
            padded[index] = index < count ? source[index] : rest;
        }

        return Vector.Load(padded);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(Vector<float> value, float* destination, int count)
    {
        for (int index = 0; index < count; index++)
        {
            destination[index] = value[index];
        }
    }
}
