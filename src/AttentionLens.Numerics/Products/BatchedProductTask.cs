namespace AttentionLens.Numerics;

/// <summary>A batch of products, cut into blocks of rows and columns of every result; a job packs the operands of its block.</summary>
internal unsafe struct BatchedProductTask
{
    private const int Width = TileSet.PanelWidth;
    private const int StepsAtOnce = 512;
    private const int OperandBytes = 512 * 1024;
    private const long SmallestJob = 400_000;
    private const int JobsPerThread = 4;

    private float* _a;
    private float* _b;
    private float* _c;
    private float* _zeros;
    private BatchStrides _aStrides;
    private BatchStrides _bStrides;
    private BatchStrides _cStrides;
    private int _inner;
    private int _groupSize;
    private int _m;
    private int _n;
    private int _k;
    private float _alpha;
    private bool _accumulate;
    private int _groups;
    private EvenSplit _tiles;
    private EvenSplit _rowBlocks;
    private EvenSplit _columnBlocks;

    public static void Run(
        int outer,
        int inner,
        int m,
        int n,
        int k,
        float alpha,
        float* a,
        in BatchStrides aStrides,
        float* b,
        in BatchStrides bStrides,
        float* c,
        in BatchStrides cStrides,
        bool accumulate)
    {
        if (cStrides.Column != 1 && cStrides.Row == 1)
        {
            // A transposed result is the product of the transposed operands in the other order.
            Run(outer, inner, n, m, k, alpha, b, Transposed(bStrides), a, Transposed(aStrides), c, Transposed(cStrides), accumulate);
            return;
        }

        float* zeros = stackalloc float[Width];
        new Span<float>(zeros, Width).Clear();
        BatchedProductTask task = new()
        {
            _a = a,
            _b = b,
            _c = c,
            _zeros = zeros,
            _aStrides = aStrides,
            _bStrides = bStrides,
            _cStrides = cStrides,
            _inner = inner,
            _groupSize = cStrides.InnerDivisor,
            _m = m,
            _n = n,
            _k = k,
            _alpha = alpha,
            _accumulate = accumulate,
            _groups = (inner + cStrides.InnerDivisor - 1) / cStrides.InnerDivisor,
            _tiles = EvenSplit.ByLength(m, TileSet.MaximumRows),
        };
        int jobs = task.Split(outer);
        Work.Run(jobs, (long)outer * inner * m * n * k, &MultiplyBlock, &task);
    }

    private static BatchStrides Transposed(in BatchStrides strides) => strides with { Row = strides.Column, Column = strides.Row };

    private int Split(int outer)
    {
        int panels = (_n + Width - 1) / Width;
        long steps = Math.Clamp(_k, 1, StepsAtOnce);
        int rowBlocks = Blocks(_tiles.Parts, OperandBytes / (steps * TileSet.PackStep * sizeof(float)));
        int columnBlocks = Blocks(panels, OperandBytes / (steps * Width * sizeof(float)));
        long items = (long)outer * _groups;
        long work = (long)_m * _n * _k * Math.Min(_groupSize, _inner);
        while (items * rowBlocks * columnBlocks < JobsPerThread * ThreadTeam.Size && work / (rowBlocks * columnBlocks) > 2 * SmallestJob)
        {
            // The longer side is cut: square blocks repeat the least packing.
            if ((long)_m * columnBlocks > (long)_n * rowBlocks && rowBlocks < _tiles.Parts)
            {
                rowBlocks++;
            }
            else if (columnBlocks < panels)
            {
                columnBlocks++;
            }
            else if (rowBlocks < _tiles.Parts)
            {
                rowBlocks++;
            }
            else
            {
                break;
            }
        }

        _rowBlocks = EvenSplit.ByParts(_tiles.Parts, rowBlocks);
        _columnBlocks = EvenSplit.ByParts(panels, columnBlocks);
        return checked((int)(items * rowBlocks * columnBlocks));
    }

    private static int Blocks(int parts, long largest) => (int)((parts + Math.Max(1, largest) - 1) / Math.Max(1, largest));

    private static void MultiplyBlock(void* state, int job)
    {
        BatchedProductTask* task = (BatchedProductTask*)state;
        int columnBlock = job % task->_columnBlocks.Parts;
        int rest = job / task->_columnBlocks.Parts;
        int rowBlock = rest % task->_rowBlocks.Parts;
        rest /= task->_rowBlocks.Parts;
        int group = rest % task->_groups;
        int outer = rest / task->_groups;

        int steps = Math.Min(task->_k, StepsAtOnce);
        int left = task->_rowBlocks.Length(rowBlock) * steps * TileSet.PackStep;
        int right = task->_columnBlocks.Length(columnBlock) * steps * Width;
        TensorBlock scratch = TensorPool.Take(left + right);
        try
        {
            // Members that share a result add to it one after the other, in order.
            int last = Math.Min(task->_inner, (group + 1) * task->_groupSize);
            for (int inner = group * task->_groupSize; inner < last; inner++)
            {
                bool add = task->_accumulate || inner != group * task->_groupSize;
                task->MultiplyItem(outer, inner, rowBlock, columnBlock, add, scratch.Values, scratch.Values + left);
            }
        }
        finally
        {
            scratch.Release();
        }
    }

    private static float* Matrix(float* values, in BatchStrides strides, int outer, int inner) =>
        values + (outer * strides.Outer) + (inner / strides.InnerDivisor * strides.Inner);

    private readonly void MultiplyItem(int outer, int inner, int rowBlock, int columnBlock, bool add, float* left, float* right)
    {
        float* a = Matrix(_a, _aStrides, outer, inner);
        float* b = Matrix(_b, _bStrides, outer, inner);
        float* c = Matrix(_c, _cStrides, outer, inner);
        int firstTile = _rowBlocks.Start(rowBlock);
        int tiles = _rowBlocks.Length(rowBlock);
        int firstPanel = _columnBlocks.Start(columnBlock);
        int panels = _columnBlocks.Length(columnBlock);

        // At least one pass, so that an empty sum is written as zero.
        int step = 0;
        do
        {
            int steps = Math.Min(StepsAtOnce, _k - step);
            for (int tile = 0; tile < tiles; tile++)
            {
                float* target = left + ((nint)tile * steps * TileSet.PackStep);
                float* source = a + (_tiles.Start(firstTile + tile) * _aStrides.Row) + (step * _aStrides.Column);
                Packing.Left(source, (nint)_aStrides.Row, (nint)_aStrides.Column, _tiles.Length(firstTile + tile), steps, target);
                if (_alpha != 1)
                {
                    ElementwiseRows.Scale(_alpha, target, (long)steps * TileSet.PackStep, target);
                }
            }

            for (int panel = 0; panel < panels; panel++)
            {
                int column = (firstPanel + panel) * Width;
                float* source = b + (step * _bStrides.Row) + (column * _bStrides.Column);
                float* target = right + ((nint)panel * steps * Width);
                Packing.Right(source, (nint)_bStrides.Row, (nint)_bStrides.Column, steps, Math.Min(Width, _n - column), target);
            }

            MultiplyPacked(c, firstTile, tiles, firstPanel, panels, steps, add || step > 0, left, right);
            step += steps;
        }
        while (step < _k);
    }

    private readonly void MultiplyPacked(
        float* c, int firstTile, int tiles, int firstPanel, int panels, int steps, bool add, float* left, float* right)
    {
        float* tile = stackalloc float[TileSet.TileLength];
        for (int panel = 0; panel < panels; panel++)
        {
            int column = (firstPanel + panel) * Width;
            int columns = Math.Min(Width, _n - column);
            bool direct = _cStrides.Column == 1 && TileSet.Coverage(columns) == columns;
            for (int part = 0; part < tiles; part++)
            {
                int rows = _tiles.Length(firstTile + part);
                float* target = c + (_tiles.Start(firstTile + part) * _cStrides.Row) + (column * _cStrides.Column);
                float* packed = left + ((nint)part * steps * TileSet.PackStep);
                float* b = right + ((nint)panel * steps * Width);
                if (direct)
                {
                    nint stride = (nint)_cStrides.Row;
                    TileSet.Multiply(columns, rows, packed, b, steps, add ? target : _zeros, add ? stride : 0, target, stride);
                    continue;
                }

                if (add)
                {
                    Gather(target, rows, columns, tile);
                }

                TileSet.Multiply(columns, rows, packed, b, steps, add ? tile : _zeros, add ? Width : 0, tile, Width);
                Scatter(tile, rows, columns, target);
            }
        }
    }

    private readonly void Gather(float* source, int rows, int columns, float* tile)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                tile[(row * Width) + column] = source[(row * _cStrides.Row) + (column * _cStrides.Column)];
            }
        }
    }

    private readonly void Scatter(float* tile, int rows, int columns, float* destination)
    {
        for (int row = 0; row < rows; row++)
        {
            if (_cStrides.Column == 1)
            {
                Packing.CopyFew(tile + (row * Width), columns, destination + (row * _cStrides.Row));
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                destination[(row * _cStrides.Row) + (column * _cStrides.Column)] = tile[(row * Width) + column];
            }
        }
    }
}
