namespace AttentionLens.Numerics;

/// <summary>Rows of a table read, cut into blocks of ids, or added to, cut into blocks of columns: equal ids then meet on one
/// thread, in order.</summary>
internal unsafe struct EmbeddingTask
{
    private const int ColumnsPerJob = 64;

    private float* _table;
    private float* _rows;
    private int* _ids;
    private int _count;
    private int _width;
    private bool _accumulate;
    private EvenSplit _blocks;

    public static void Gather(float* table, int* ids, int count, int width, float* rows, bool accumulate)
    {
        EmbeddingTask task = new()
        {
            _table = table,
            _rows = rows,
            _ids = ids,
            _count = count,
            _width = width,
            _accumulate = accumulate,
            _blocks = Work.RowBlocks(count, width),
        };
        Work.Run(task._blocks.Parts, (long)count * width * Work.CopyCost, &GatherBlock, &task);
    }

    public static void Scatter(float* rows, int* ids, int count, int width, float* table)
    {
        EmbeddingTask task = new()
        {
            _table = table,
            _rows = rows,
            _ids = ids,
            _count = count,
            _width = width,
            _blocks = EvenSplit.ByLength(width, ColumnsPerJob),
        };
        Work.Run(task._blocks.Parts, (long)count * width * Work.CopyCost, &ScatterColumns, &task);
    }

    private static void GatherBlock(void* state, int block)
    {
        EmbeddingTask* task = (EmbeddingTask*)state;
        int start = task->_blocks.Start(block);
        for (int index = start; index < start + task->_blocks.Length(block); index++)
        {
            float* source = task->_table + ((long)task->_ids[index] * task->_width);
            float* target = task->_rows + ((long)index * task->_width);
            if (task->_accumulate)
            {
                ElementwiseRows.Add(source, target, task->_width, target);
            }
            else
            {
                new ReadOnlySpan<float>(source, task->_width).CopyTo(new Span<float>(target, task->_width));
            }
        }
    }

    private static void ScatterColumns(void* state, int block)
    {
        EmbeddingTask* task = (EmbeddingTask*)state;
        int start = task->_blocks.Start(block);
        for (int index = 0; index < task->_count; index++)
        {
            float* target = task->_table + ((long)task->_ids[index] * task->_width) + start;
            ElementwiseRows.Add(task->_rows + ((long)index * task->_width) + start, target, task->_blocks.Length(block), target);
        }
    }
}
