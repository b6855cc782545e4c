using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>A small dense matrix of one example: positions by positions.</summary>
internal sealed class Matrix
{
    private readonly double[] _values;

    public Matrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _values = new double[rows * columns];
    }

    public int Rows { get; }

    public int Columns { get; }

    public double this[int row, int column]
    {
        get => _values[(row * Columns) + column];
        set => _values[(row * Columns) + column] = value;
    }

    public static Matrix Identity(int size)
    {
        Matrix identity = new(size, size);
        for (int index = 0; index < size; index++)
        {
            identity[index, index] = 1;
        }

        return identity;
    }

    /// <summary>The products of each matrix with all before it.</summary>
    public static List<Matrix> Joint(IEnumerable<Matrix> layers)
    {
        List<Matrix> joint = [];
        foreach (Matrix layer in layers)
        {
            joint.Add(joint.Count == 0 ? layer : layer.Times(joint[^1]));
        }

        return joint;
    }

    public Span<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    public Matrix Plus(Matrix other)
    {
        Matrix sum = new(Rows, Columns);
        TensorPrimitives.Add<double>(_values, other._values, sum._values);
        return sum;
    }

    public Matrix Times(Matrix other)
    {
        Matrix product = new(Rows, other.Columns);
        for (int row = 0; row < Rows; row++)
        {
            Span<double> target = product.Row(row);
            for (int inner = 0; inner < Columns; inner++)
            {
                if (this[row, inner] != 0)
                {
                    TensorPrimitives.MultiplyAdd(other.Row(inner), this[row, inner], target, target);
                }
            }
        }

        return product;
    }

    public Matrix Transposed()
    {
        Matrix transposed = new(Columns, Rows);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                transposed[column, row] = this[row, column];
            }
        }

        return transposed;
    }

    /// <summary>Divides each row by its sum; a row that sums to 0 stays 0.</summary>
    public Matrix WithRowsNormalized()
    {
        Matrix normalized = new(Rows, Columns);
        for (int row = 0; row < Rows; row++)
        {
            double sum = TensorPrimitives.Sum<double>(Row(row));
            if (sum != 0)
            {
                TensorPrimitives.Divide(Row(row), sum, normalized.Row(row));
            }
        }

        return normalized;
    }
}
