namespace AttentionLens.Numerics;

/// <summary>Softmax over many rows, cut into blocks of rows.</summary>
internal unsafe struct SoftmaxTask
{
    private float* _x;
    private float* _dy;
    private float* _y;
    private int _columns;
    private bool _accumulate;
    private EvenSplit _blocks;

    public static void Forward(float* x, int rows, int columns, float* y)
    {
        SoftmaxTask task = new() { _x = x, _y = y, _columns = columns, _blocks = Work.RowBlocks(rows, columns) };
        Work.Run(task._blocks.Parts, (long)rows * columns * Work.FunctionCost, &ForwardBlock, &task);
    }

    /// <summary>Here x are the probabilities and y their logits' gradient.</summary>
    public static void Backward(float* x, float* dy, int rows, int columns, float* y, bool accumulate)
    {
        SoftmaxTask task = new()
        {
            _x = x,
            _dy = dy,
            _y = y,
            _columns = columns,
            _accumulate = accumulate,
            _blocks = Work.RowBlocks(rows, columns),
        };
        Work.Run(task._blocks.Parts, (long)rows * columns * Work.CopyCost, &BackwardBlock, &task);
    }

    private static void ForwardBlock(void* state, int block)
    {
        SoftmaxTask* task = (SoftmaxTask*)state;
        int start = task->_blocks.Start(block);
        for (long row = start; row < start + task->_blocks.Length(block); row++)
        {
            SoftmaxRows.Forward(task->_x + (row * task->_columns), task->_columns, task->_y + (row * task->_columns));
        }
    }

    private static void BackwardBlock(void* state, int block)
    {
        SoftmaxTask* task = (SoftmaxTask*)state;
        int start = task->_blocks.Start(block);
        for (long row = start; row < start + task->_blocks.Length(block); row++)
        {
            long place = row * task->_columns;
            SoftmaxRows.Backward(task->_x + place, task->_dy + place, task->_columns, task->_y + place, task->_accumulate);
        }
    }
}
