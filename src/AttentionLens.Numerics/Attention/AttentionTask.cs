namespace AttentionLens.Numerics;

/// <summary>Fused attention. A job takes one head and computes transposed scores, Sᵀ = K Qᵀ, for 32 queries at a time:
/// [key][32] is already the
/// packed right operand of Oᵀ = Vᵀ Pᵀ, and the softmax runs down the columns without horizontal sums. The division by the sum
/// comes last.</summary>
internal unsafe struct AttentionTask
{
    private const int Width = TileSet.PanelWidth;
    private const long SmallestJob = 400_000;
    private const int JobsPerThread = 4;

    private EvenSplit _keyTiles;
    private EvenSplit _widthTiles;
    private EvenSplit _queryBlocks;
    private EvenSplit _jobs;
    private float* _zeros;

    public AttentionShape Shape { get; init; }

    public float Scale { get; init; }

    public float* Queries { get; init; }

    public float* Keys { get; init; }

    public float* Values { get; init; }

    public float* Result { get; init; }

    public float* Pattern { get; init; }

    public MaskRows Mask { get; init; }

    public void Run()
    {
        float* zeros = stackalloc float[Width];
        new Span<float>(zeros, Width).Clear();
        _zeros = zeros;
        _keyTiles = EvenSplit.ByLength(Shape.Keys, TileSet.MaximumRows);
        _widthTiles = EvenSplit.ByLength(Shape.HeadWidth, TileSet.MaximumRows);
        _queryBlocks = EvenSplit.ByLength(Shape.Queries, Width);
        long work = 2L * Shape.Queries * Shape.Keys * Shape.HeadWidth;
        int items = Shape.Batch * Shape.Heads;
        int parts = 1;
        while ((long)items * parts < JobsPerThread * ThreadTeam.Size && parts < _queryBlocks.Parts && work / parts > 2 * SmallestJob)
        {
            parts++;
        }

        _jobs = EvenSplit.ByParts(_queryBlocks.Parts, parts);
        fixed (AttentionTask* task = &this)
        {
            Work.Run(checked(items * parts), work * items, &Attend, task);
        }
    }

    private static void Attend(void* state, int job)
    {
        AttentionTask* task = (AttentionTask*)state;
        int part = job % task->_jobs.Parts;
        int head = job / task->_jobs.Parts % task->Shape.Heads;
        int example = job / task->_jobs.Parts / task->Shape.Heads;
        TensorBlock scratch = TensorPool.Take(AttentionScratch.Length(task->Shape, task->_keyTiles.Parts, task->_widthTiles.Parts));
        try
        {
            AttentionScratch buffers = new(scratch.Values, task->Shape, task->_keyTiles.Parts, task->_widthTiles.Parts);
            task->PackHead(example, head, buffers);
            int first = task->_jobs.Start(part);
            for (int block = first; block < first + task->_jobs.Length(part); block++)
            {
                task->AttendBlock(example, head, block, buffers);
            }
        }
        finally
        {
            scratch.Release();
        }
    }

    private readonly void PackHead(int example, int head, in AttentionScratch buffers)
    {
        int width = Shape.HeadWidth;
        nint stride = (nint)Shape.KeyValueHeads * width;
        long first = ((long)example * Shape.KeyStride * stride) + ((long)(head / (Shape.Heads / Shape.KeyValueHeads)) * width);
        for (int tile = 0; tile < _keyTiles.Parts; tile++)
        {
            float* source = Keys + first + (_keyTiles.Start(tile) * stride);
            Packing.Left(source, stride, 1, _keyTiles.Length(tile), width, buffers.Keys + ((nint)tile * width * TileSet.PackStep));
        }

        for (int tile = 0; tile < _widthTiles.Parts; tile++)
        {
            float* source = Values + first + _widthTiles.Start(tile);
            float* target = buffers.Values + ((nint)tile * Shape.Keys * TileSet.PackStep);
            Packing.Left(source, 1, stride, _widthTiles.Length(tile), Shape.Keys, target);
        }
    }

    private readonly void AttendBlock(int example, int head, int block, in AttentionScratch buffers)
    {
        int width = Shape.HeadWidth;
        int firstQuery = _queryBlocks.Start(block);
        int queries = _queryBlocks.Length(block);
        nint stride = (nint)Shape.Heads * width;
        long place = ((((long)example * Shape.Queries) + firstQuery) * stride) + ((long)head * width);
        Packing.Right(Queries + place, 1, stride, width, queries, buffers.Queries);
        ElementwiseRows.Scale(Scale, buffers.Queries, (long)width * Width, buffers.Queries);

        // Keys behind the last one that any of these queries may see are left out: their share is zero, except where a query
        // sees no key at all and attends to all of them alike.
        int visible = Mask.VisibleKeys(firstQuery + queries);
        int keys = Score(example, head, firstQuery, queries, visible, buffers);
        if (keys < Shape.Keys && !ColumnSoftmax.EveryColumnSees(buffers.Scores, keys, queries))
        {
            keys = Score(example, head, firstQuery, queries, Shape.Keys, buffers);
        }

        int columns = TileSet.Coverage(queries);
        ColumnSoftmax.Exponentials(buffers.Scores, keys, columns, buffers.Inverse);
        for (int tile = 0; tile < _widthTiles.Parts; tile++)
        {
            float* values = buffers.Values + ((nint)tile * Shape.Keys * TileSet.PackStep);
            float* output = buffers.Output + ((nint)_widthTiles.Start(tile) * Width);
            TileSet.Multiply(queries, _widthTiles.Length(tile), values, buffers.Scores, keys, _zeros, 0, output, Width);
        }

        ColumnSoftmax.Scale(buffers.Output, width, columns, buffers.Inverse);
        Transposition.Copy(buffers.Output, Width, width, queries, Result + place, stride);
        if (Pattern is not null)
        {
            ColumnSoftmax.Scale(buffers.Scores, keys, columns, buffers.Inverse);
            float* rows = Pattern + (((((long)example * Shape.Heads) + head) * Shape.Queries) + firstQuery) * Shape.Keys;
            StorePattern(buffers.Scores, keys, queries, rows);
        }
    }

    /// <summary>Computes and masks the scores of at least the first <paramref name="wanted"/> keys.</summary>
    /// <returns>The number of keys computed: whole tiles.</returns>
    private readonly int Score(int example, int head, int firstQuery, int queries, int wanted, in AttentionScratch buffers)
    {
        float* bias = Mask.Bias(head, firstQuery);
        int keys = 0;
        for (int tile = 0; tile < _keyTiles.Parts && keys < wanted; tile++)
        {
            int firstKey = keys;
            int rows = _keyTiles.Length(tile);
            float* scores = buffers.Scores + ((nint)firstKey * Width);
            float* packed = buffers.Keys + ((nint)tile * Shape.HeadWidth * TileSet.PackStep);
            if (bias is null)
            {
                TileSet.Multiply(queries, rows, packed, buffers.Queries, Shape.HeadWidth, _zeros, 0, scores, Width);
            }
            else
            {
                Transposition.CopyPadded(bias + firstKey, Shape.Keys, queries, rows, buffers.Bias, Width);
                TileSet.Multiply(queries, rows, packed, buffers.Queries, Shape.HeadWidth, buffers.Bias, Width, scores, Width);
            }

            keys = firstKey + rows;
            for (int key = firstKey; Mask.Hides && key < keys; key++)
            {
                Mask.ApplyKey(example, key, firstQuery, new Span<float>(buffers.Scores + ((nint)key * Width), Width));
            }
        }

        return keys;
    }

    private readonly void StorePattern(float* scores, int keys, int queries, float* rows)
    {
        Transposition.Copy(scores, Width, keys, queries, rows, Shape.Keys);
        for (int query = 0; keys < Shape.Keys && query < queries; query++)
        {
            new Span<float>(rows + ((long)query * Shape.Keys) + keys, Shape.Keys - keys).Clear();
        }
    }
}
