namespace AttentionLens.Numerics;

/// <summary>An element-wise operation over whole tensors, cut into ranges.</summary>
internal unsafe struct ElementwiseTask
{
    private float* _a;
    private float* _b;
    private float* _y;
    private int _length;
    private float _factor;
    private double* _sums;
    private delegate*<float*, float*, long, float*, void> _operation;

    public static void Run(delegate*<float*, float*, long, float*, void> operation, float* a, float* b, int length, float* y)
    {
        ElementwiseTask task = new() { _a = a, _b = b, _y = y, _length = length, _operation = operation };
        Work.Run(Work.Ranges(length), (long)length * Work.CopyCost, &Apply, &task);
    }

    public static void Scale(float factor, float* x, int length, float* y)
    {
        ElementwiseTask task = new() { _a = x, _y = y, _length = length, _factor = factor };
        Work.Run(Work.Ranges(length), (long)length * Work.CopyCost, &ApplyScale, &task);
    }

    // Every range has its own sum and they are added in order: the result does not depend on who computed what.
    public static double Dot(float* a, float* b, int length)
    {
        int ranges = Work.Ranges(length);
        TensorBlock sums = TensorPool.Take((long)ranges * (sizeof(double) / sizeof(float)));
        try
        {
            ElementwiseTask task = new() { _a = a, _b = b, _length = length, _sums = (double*)sums.Values };
            Work.Run(ranges, (long)length * Work.CopyCost, &ApplyDot, &task);
            double total = 0;
            for (int range = 0; range < ranges; range++)
            {
                total += task._sums[range];
            }

            return total;
        }
        finally
        {
            sums.Release();
        }
    }

    private static void Apply(void* state, int range)
    {
        ElementwiseTask* task = (ElementwiseTask*)state;
        int start = range * Work.RangeLength;
        task->_operation(task->_a + start, task->_b + start, task->LengthFrom(start), task->_y + start);
    }

    private static void ApplyScale(void* state, int range)
    {
        ElementwiseTask* task = (ElementwiseTask*)state;
        int start = range * Work.RangeLength;
        ElementwiseRows.Scale(task->_factor, task->_a + start, task->LengthFrom(start), task->_y + start);
    }

    private static void ApplyDot(void* state, int range)
    {
        ElementwiseTask* task = (ElementwiseTask*)state;
        int start = range * Work.RangeLength;
        task->_sums[range] = ElementwiseRows.Dot(task->_a + start, task->_b + start, task->LengthFrom(start));
    }

    private readonly int LengthFrom(int start) => Math.Min(Work.RangeLength, _length - start);
}
