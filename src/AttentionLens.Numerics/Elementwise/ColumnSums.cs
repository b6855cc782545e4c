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

    /// <summary>productSums[column] = Σ dy · (x − mean) · inverse, with neither mean nor <paramref name="sums"/> where they are null.</summary>
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
        DoubleLanes plain = default, products = default;
        for (int row = 0; row < task->_rows; row++)
        {
            long place = ((long)row * task->_width) + start;
            float mean = task->_mean is null ? 0 : task->_mean[row];
            float inverse = task->_inverse is null ? 0 : task->_inverse[row];
            for (int column = 0; column < columns; column++)
            {
                double gradient = task->_dy[place + column];
                plain[column] += gradient;
                if (task->_x is not null)
                {
                    products[column] += gradient * ((double)task->_x[place + column] - mean) * inverse;
                }
            }
        }

        task->Write(task->_sums, start, columns, plain);
        task->Write(task->_productSums, start, columns, products);
    }

    private readonly void Write(float* target, int start, int columns, in DoubleLanes sums)
    {
        for (int column = 0; target is not null && column < columns; column++)
        {
            target[start + column] = (float)(_accumulate ? target[start + column] + sums[column] : sums[column]);
        }
    }

    [System.Runtime.CompilerServices.InlineArray(ColumnsPerJob)]
    private struct DoubleLanes
    {
        private double _first;
    }
}
