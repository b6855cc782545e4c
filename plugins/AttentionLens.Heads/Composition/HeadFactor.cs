namespace AttentionLens.Heads;

/// <summary>A thin matrix, [head width] rows of [width], and the products of its rows with each other.</summary>
internal sealed class HeadFactor
{
    private readonly float[][] _rows;

    public HeadFactor(float[][] rows)
    {
        _rows = rows;
        Gram = Times(this);
    }

    /// <summary>The width of the head.</summary>
    public int Size => _rows.Length;

    /// <summary>The width of the residual stream.</summary>
    public int Width => _rows.Length == 0 ? 1 : _rows[0].Length;

    /// <summary>The products of its rows, [row, row].</summary>
    public double[] Gram { get; }

    /// <summary>The products of its rows with those of another, [row, other row].</summary>
    public double[] Times(HeadFactor other)
    {
        double[] products = new double[Size * other.Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < other.Size; column++)
            {
                products[(row * other.Size) + column] = FixedOrder.Dot(_rows[row], other._rows[column]);
            }
        }

        return products;
    }
}
