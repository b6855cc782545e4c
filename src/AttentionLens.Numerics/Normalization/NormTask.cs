namespace AttentionLens.Numerics;

/// <summary>A normalisation of many rows, cut into blocks of rows.</summary>
internal unsafe struct NormTask
{
    private EvenSplit _blocks;

    public float* X { get; init; }

    public float* Dy { get; init; }

    public float* Scale { get; init; }

    public float* Shift { get; init; }

    public float* Y { get; init; }

    public float* Mean { get; init; }

    public float* Inverse { get; init; }

    public int Width { get; init; }

    public float Epsilon { get; init; }

    /// <summary>Whether the mean is taken out, as layer normalisation does and root-mean-square normalisation does not.</summary>
    public bool Centered { get; init; }

    public bool Accumulate { get; init; }

    public void Forward(int rows) => Run(rows, &ForwardBlock);

    public void Backward(int rows) => Run(rows, &BackwardBlock);

    public void BackwardFrozen(int rows) => Run(rows, &BackwardFrozenBlock);

    private void Run(int rows, delegate*<void*, int, void> body)
    {
        _blocks = Work.RowBlocks(rows, Width);
        fixed (NormTask* task = &this)
        {
            Work.Run(_blocks.Parts, (long)rows * Width * Work.CopyCost, body, task);
        }
    }

    private static void ForwardBlock(void* state, int block)
    {
        NormTask* task = (NormTask*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            float* x = task->X + ((long)row * task->Width);
            double center = task->Centered ? NormRows.Sum(x, task->Width) / task->Width : 0;
            float inverse = (float)(1 / Math.Sqrt((NormRows.Squares(x, task->Width, center) / task->Width) + task->Epsilon));
            NormRows.Normalize(x, task->Width, center, inverse, task->Scale, task->Shift, task->Y + ((long)row * task->Width));
            if (task->Mean is not null)
            {
                task->Mean[row] = (float)center;
            }

            if (task->Inverse is not null)
            {
                task->Inverse[row] = inverse;
            }
        }
    }

    private static void BackwardFrozenBlock(void* state, int block)
    {
        NormTask* task = (NormTask*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            long place = (long)row * task->Width;
            NormRows.BackwardFrozen(
                task->Dy + place, task->Width, task->Scale, task->Inverse[row], task->Centered, task->Y + place, task->Accumulate);
        }
    }

    private static void BackwardBlock(void* state, int block)
    {
        NormTask* task = (NormTask*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            long place = (long)row * task->Width;
            float mean = task->Centered ? task->Mean[row] : 0;
            NormRows.Backward(
                task->X + place,
                task->Dy + place,
                task->Width,
                task->Scale,
                mean,
                task->Inverse[row],
                task->Centered,
                task->Y + place,
                task->Accumulate);
        }
    }
}
