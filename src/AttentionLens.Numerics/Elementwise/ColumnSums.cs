using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Sums over the rows of a matrix, in double precision and in the order of the rows; every job owns some columns.</summary>
internal unsafe struct ColumnSums
{
    private const int ColumnsPerJob = 64;

    private float* _dy;
    private float* _x;
    private float* _mean;
    private float* _inverse;
    private float* _productSums;
    private float* _sums;
    private int _rows;
    private int _width;
    private bool _accumulate;

    /// <summary>sums[column] = Σ dy.</summary>
    public static void Run(float* dy, int rows, int width, float* sums, bool accumulate)
    {
        ColumnSums task = new() { _dy = dy, _sums = sums, _rows = rows, _width = width, _accumulate = accumulate };
        task.Run();
    }

    /// <summary>productSums[column] = Σ dy · (x − mean) · inverse; the mean is zero where it is null, and
    /// <paramref name="sums"/> may be.</summary>
    public static void RunNormalized(
        float* dy, float* x, int rows, int width, float* mean, float* inverse, float* productSums, float* sums, bool accumulate)
    {
        ColumnSums task = new()
        {
            _dy = dy,
            _x = x,
            _mean = mean,
            _inverse = inverse,
            _productSums = productSums,
            _sums = sums,
            _rows = rows,
            _width = width,
            _accumulate = accumulate,
        };
        task.Run();
    }

    private void Run()
    {
        fixed (ColumnSums* task = &this)
        {
            Work.Run((_width + ColumnsPerJob - 1) / ColumnsPerJob, (long)_rows * _width * Work.CopyCost, &SumColumns, task);
        }
    }

    private static void SumColumns(void* state, int job)
    {
        ColumnSums* task = (ColumnSums*)state;
        int start = job * ColumnsPerJob;
        int columns = Math.Min(ColumnsPerJob, task->_width - start);
        double* plain = stackalloc double[2 * ColumnsPerJob];
        double* products = plain + ColumnsPerJob;
        new Span<double>(plain, 2 * ColumnsPerJob).Clear();
        for (int row = 0; row < task->_rows; row++)
        {
            long place = ((long)row * task->_width) + start;
            AddRow(task->_dy + place, columns, plain);
            if (task->_x is not null)
            {
                float mean = task->_mean is null ? 0 : task->_mean[row];
                AddNormalizedRow(task->_dy + place, task->_x + place, columns, mean, task->_inverse[row], products);
            }
        }

        task->Write(task->_sums, start, columns, plain);
        task->Write(task->_productSums, start, columns, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(float* dy, int columns, double* sums)
    {
        int column = 0;
        for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
        {
            AddVector(Vector.Load(dy + column), sums + column);
        }

        for (; column < columns; column++)
        {
            sums[column] += dy[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNormalizedRow(float* dy, float* x, int columns, float mean, float inverse, double* sums)
    {
        int column = 0;
        for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
        {
            AddVector((Vector.Load(x + column) - new Vector<float>(mean)) * inverse * Vector.Load(dy + column), sums + column);
        }

        for (; column < columns; column++)
        {
            sums[column] += (x[column] - mean) * inverse * dy[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddVector(Vector<float> values, double* sums)
    {
        Vector.Widen(values, out Vector<double> lower, out Vector<double> upper);
        Vector.Store(Vector.Load(sums) + lower, sums);
        Vector.Store(Vector.Load(sums + Vector<double>.Count) + upper, sums + Vector<double>.Count);
    }

    private readonly void Write(float* target, int start, int columns, double* sums)
    {
        for (int column = 0; target is not null && column < columns; column++)
        {
            target[start + column] = (float)(_accumulate ? target[start + column] + sums[column] : sums[column]);
        }
    }
}
