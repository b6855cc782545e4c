namespace AttentionLens.Numerics;

/// <summary>The checks of a kernel's entry; behind them everything runs on raw pointers.</summary>
internal static class Demand
{
    public static void Length(int actual, long needed, string name)
    {
        if (actual < needed)
        {
            throw new ArgumentException($"'{name}' holds {actual} values and the shape needs {needed}.", name);
        }
    }

    public static void LengthOrEmpty(int actual, long needed, string name)
    {
        if (actual != 0)
        {
            Length(actual, needed, name);
        }
    }

    public static void SameLength(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"'{name}' holds {actual} values and the other operands hold {expected}.", name);
        }
    }

    /// <summary>The product of extents, or the largest number where it is larger still: no operand is that long.</summary>
    public static long Product(int first, int second, int third, int fourth) =>
        (long)Int128.Min((Int128)first * second * third * fourth, long.MaxValue);

    public static void NotNegative(int value, string name) => ArgumentOutOfRangeException.ThrowIfNegative(value, name);

    public static void Strided(int actual, int outer, int inner, int rows, int columns, in BatchStrides strides, string name)
    {
        if (outer < 0 || inner < 0 || rows < 0 || columns < 0)
        {
            throw new ArgumentException($"'{name}' has the extents {outer}, {inner}, {rows}, {columns}; none may be negative.", name);
        }

        if (strides.InnerDivisor < 1 || strides.Outer < 0 || strides.Inner < 0 || strides.Row < 0 || strides.Column < 0)
        {
            throw new ArgumentException($"'{name}' has {strides}; no stride may be negative and the divisor is at least 1.", name);
        }

        if (outer == 0 || inner == 0 || rows == 0 || columns == 0)
        {
            return;
        }

        Int128 last = ((Int128)(outer - 1) * strides.Outer) + ((Int128)((inner - 1) / strides.InnerDivisor) * strides.Inner)
            + ((Int128)(rows - 1) * strides.Row) + ((Int128)(columns - 1) * strides.Column);
        if (last >= actual)
        {
            throw new ArgumentException($"'{name}' holds {actual} values and its strides reach {last}.", name);
        }
    }
}
