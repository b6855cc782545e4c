namespace AttentionLens.Numerics;

/// <summary>An activation over a whole tensor, cut into ranges.</summary>
internal unsafe struct ActivationTask
{
    private float* _x;
    private float* _dy;
    private float* _y;
    private ActivationKind _kind;
    private int _length;
    private bool _accumulate;

    /// <summary>Runs forward where <paramref name="dy"/> is null.</summary>
    public static void Run(ActivationKind kind, float* x, float* dy, int length, float* y, bool accumulate)
    {
        ActivationTask task = new() { _x = x, _dy = dy, _y = y, _kind = kind, _length = length, _accumulate = accumulate };
        Work.Run(Work.Ranges(length), (long)length * Work.FunctionCost, &Apply, &task);
    }

    private static void Apply(void* state, int range)
    {
        ActivationTask* task = (ActivationTask*)state;
        int start = range * Work.RangeLength;
        int length = Math.Min(Work.RangeLength, task->_length - start);
        if (task->_dy is null)
        {
            ActivationRows.Forward(task->_kind, task->_x + start, length, task->_y + start);
        }
        else
        {
            ActivationRows.Backward(task->_kind, task->_x + start, task->_dy + start, length, task->_y + start, task->_accumulate);
        }
    }
}
