namespace AttentionLens.Numerics;

/// <summary>One row added to every row of a matrix.</summary>
internal unsafe struct RowAddition
{
    private float* _x;
    private float* _row;
    private float* _y;
    private int _width;
    private EvenSplit _blocks;

    public static void Run(float* x, int rows, int width, float* row, float* y)
    {
        RowAddition task = new() { _x = x, _row = row, _y = y, _width = width, _blocks = Work.RowBlocks(rows, width) };
        Work.Run(task._blocks.Parts, (long)rows * width * Work.CopyCost, &AddBlock, &task);
    }

    private static void AddBlock(void* state, int block)
    {
        RowAddition* task = (RowAddition*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            long place = (long)row * task->_width;
            ElementwiseRows.Add(task->_x + place, task->_row, task->_width, task->_y + place);
        }
    }
}
