using System.Globalization;
using System.Text;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Arithmetic over axis lengths that come from a file and may be absurd.</summary>
internal static class TensorShape
{
    /// <summary>More axes than any framework can use; a longer shape is an attack or a broken file.</summary>
    public const int MaximumRank = 64;

    /// <summary>The product of axes that have been checked before.</summary>
    public static long Product(ReadOnlySpan<long> shape)
    {
        long product = 1;
        foreach (long axis in shape)
        {
            product = checked(product * axis);
        }

        return product;
    }

    /// <summary>The number of bytes of non-negative axes, or false where it does not fit. An axis of zero does not hide an overflow
    /// of the others: such a shape is refused too.</summary>
    public static bool TryByteLength(ReadOnlySpan<long> shape, int elementSize, out long length)
    {
        length = elementSize;
        long withoutZeros = elementSize;
        foreach (long axis in shape)
        {
            if (axis < 0 || Math.BigMul(withoutZeros, Math.Max(axis, 1), out long low) != 0 || low < 0)
            {
                length = 0;
                return false;
            }

            withoutZeros = low;
            length *= axis;
        }

        return true;
    }

    public static string Format(ReadOnlySpan<long> shape)
    {
        StringBuilder text = new("[");
        for (int axis = 0; axis < shape.Length; axis++)
        {
            _ = text.Append(axis == 0 ? "" : ", ").Append(shape[axis].ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(']').ToString();
    }
}
