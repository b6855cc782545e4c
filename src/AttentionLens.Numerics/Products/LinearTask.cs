namespace AttentionLens.Numerics;

/// <summary>One forward product with packed weights: what it reads and how it is cut into jobs.</summary>
/// <remarks>Rows are packed first, by all threads; then every job multiplies a block of rows with a group of panels. The job numbers run
/// through the blocks first, so that a worker meets the rows it owned in the kernel before.</remarks>
internal unsafe struct LinearTask
{
    private const long WorkPerJob = 600_000;
    // Few rows wait for memory, not for arithmetic.
    private const long WorkPerDirectJob = 75_000;
    private const int PackedBlockBytes = 1 << 20;
    private const long PackedBytes = 8L << 20;
    private const int SmallestRowsToSplit = 84;

    private float* _x;
    private float* _y;
    private float* _residual;
    private float* _bias;
    private float* _panels;
    private float* _packed;
    private float* _zeros;
    private ActivationKind _activation;
    private int _inputs;
    private int _outputs;
    private int _panelCount;
    private EvenSplit _tiles;
    private EvenSplit _blocks;
    private EvenSplit _groups;
    private int _directPanels;

    public static void Run(
        float* x, int rows, PackedMatrix w, float* bias, ActivationKind activation, float* residual, float* y)
    {
        float* zeros = stackalloc float[TileSet.PanelWidth * TileSet.LargestDirectRows];
        new Span<float>(zeros, TileSet.PanelWidth * TileSet.LargestDirectRows).Clear();
        LinearTask task = new()
        {
            _panels = w.Panels,
            _bias = bias,
            _activation = activation,
            _inputs = w.Inputs,
            _outputs = w.Outputs,
            _panelCount = w.PanelCount,
            _zeros = zeros,
        };

        int largest = rows <= TileSet.LargestDirectRows && TileSet.Direct(rows, 1) is not null
            ? rows
            : (int)Math.Max(TileSet.MaximumRows * ThreadTeam.Size, PackedBytes / ((long)w.Inputs * sizeof(float)));
        EvenSplit parts = EvenSplit.ByLength(rows, largest);
        for (int part = 0; part < parts.Parts; part++)
        {
            long start = parts.Start(part);
            task._x = x + (start * w.Inputs);
            task._y = y + (start * w.Outputs);
            task._residual = residual is null ? null : residual + (start * w.Outputs);
            task.RunPart(parts.Length(part));
        }
    }

    private void RunPart(int rows)
    {
        _directPanels = 0;
        for (int panels = 1; panels <= TileSet.LargestDirectRows && rows <= TileSet.LargestDirectRows; panels++)
        {
            _directPanels = TileSet.Direct(rows, panels) is null ? _directPanels : panels;
        }

        _tiles = EvenSplit.ByLength(rows, _directPanels > 0 ? rows : TileSet.MaximumRows);
        long tileBytes = (long)_inputs * TileSet.PackStep * sizeof(float);
        int blocks = (int)((_tiles.Parts + Math.Max(1, PackedBlockBytes / tileBytes) - 1) / Math.Max(1, PackedBlockBytes / tileBytes));
        int team = ThreadTeam.Size;
        if (rows >= SmallestRowsToSplit)
        {
            blocks = (Math.Max(blocks, team) + team - 1) / team * team;
        }

        _blocks = EvenSplit.ByParts(_tiles.Parts, Math.Min(blocks, _tiles.Parts));
        long panelWork = (long)rows / _blocks.Parts * _inputs * TileSet.PanelWidth;
        int unit = Math.Max(1, _directPanels);
        long wanted = _directPanels > 0 ? WorkPerDirectJob : WorkPerJob;
        int perJob = (int)Math.Clamp(wanted / Math.Max(1, panelWork), 1, _panelCount);
        _groups = EvenSplit.ByLength(_panelCount, (perJob + unit - 1) / unit * unit);
        TensorBlock? scratch = _directPanels > 0 ? null : TensorPool.Take((long)_tiles.Parts * _inputs * TileSet.PackStep);
        try
        {
            fixed (LinearTask* task = &this)
            {
                if (scratch is not null)
                {
                    _packed = scratch.Values;
                    Work.Run(_tiles.Parts, (long)rows * _inputs * Work.CopyCost, &PackTile, task);
                }

                Work.Run(_blocks.Parts * _groups.Parts, (long)rows * _inputs * _outputs, scratch is null ? &MultiplyDirect : &MultiplyBlock, task);
            }
        }
        finally
        {
            scratch?.Release();
        }
    }

    private static void PackTile(void* state, int tile)
    {
        LinearTask* task = (LinearTask*)state;
        Packing.Left(
            task->_x + ((long)task->_tiles.Start(tile) * task->_inputs),
            task->_inputs,
            1,
            task->_tiles.Length(tile),
            task->_inputs,
            task->Packed(tile));
    }

    private static void MultiplyBlock(void* state, int job)
    {
        LinearTask* task = (LinearTask*)state;
        int block = job / task->_groups.Parts;
        int group = job % task->_groups.Parts;
        int firstTile = task->_blocks.Start(block);
        int lastTile = firstTile + task->_blocks.Length(block);
        int lastPanel = task->_groups.Start(group) + task->_groups.Length(group);
        float* scratch = stackalloc float[TileSet.TileLength];
        float* edgeBias = stackalloc float[TileSet.PanelWidth];
        for (int panel = task->_groups.Start(group); panel < lastPanel; panel++)
        {
            int columns = Math.Min(TileSet.PanelWidth, task->_outputs - (panel * TileSet.PanelWidth));
            float* start = task->Start(panel, columns, edgeBias);
            float* b = task->_panels + ((long)panel * task->_inputs * TileSet.PanelWidth);
            bool resumes = task->FitsResult(columns);
            int atOnce = resumes ? TileSet.StepsAtOnce : task->_inputs;
            for (int step = 0; step < task->_inputs; step += atOnce)
            {
                int steps = Math.Min(atOnce, task->_inputs - step);
                for (int tile = firstTile; tile < lastTile; tile++)
                {
                    int rows = task->_tiles.Length(tile);
                    long place = ((long)task->_tiles.Start(tile) * task->_outputs) + (panel * TileSet.PanelWidth);
                    float* target = task->Target(place, columns, scratch, out nint stride);
                    float* a = task->Packed(tile) + ((nint)step * TileSet.PackStep);
                    bool first = step == 0;
                    TileSet.Multiply(
                        columns, rows, a, b + ((nint)step * TileSet.PanelWidth), steps, first ? start : target, first ? 0 : stride, target, stride);
                    if (step + steps == task->_inputs)
                    {
                        task->Finish(target, stride, rows, columns, place);
                    }
                }
            }
        }
    }

    private static void MultiplyDirect(void* state, int job)
    {
        LinearTask* task = (LinearTask*)state;
        int rows = task->_tiles.Length(0);
        int lastPanel = task->_groups.Start(job) + task->_groups.Length(job);
        long panelStride = (long)task->_inputs * TileSet.PanelWidth;
        float* scratch = stackalloc float[TileSet.TileLength];
        float* edgeBias = stackalloc float[TileSet.PanelWidth];
        for (int panel = task->_groups.Start(job); panel < lastPanel;)
        {
            int whole = Math.Min(Math.Min(task->_directPanels, lastPanel - panel), (task->_outputs / TileSet.PanelWidth) - panel);
            int panels = Math.Max(1, whole);
            while (TileSet.Direct(rows, panels) is null)
            {
                panels--;
            }

            int columns = Math.Min(panels * TileSet.PanelWidth, task->_outputs - (panel * TileSet.PanelWidth));
            long place = (long)panel * TileSet.PanelWidth;
            float* start = task->Start(panel, columns, edgeBias);
            float* target = task->Target(place, columns, scratch, out nint stride);
            TileSet.Direct(rows, panels)(
                task->_x, task->_inputs, task->_panels + (panel * panelStride), (nint)panelStride, task->_inputs, start, target, stride);
            task->Finish(target, stride, rows, columns, place);
            panel += panels;
        }
    }

    private readonly float* Packed(int tile) => _packed + ((long)tile * _inputs * TileSet.PackStep);

    /// <summary>The bias of a panel, readable to the panel's end.</summary>
    private readonly float* Start(int panel, int columns, float* edgeBias)
    {
        if (_bias is null)
        {
            return _zeros;
        }

        float* bias = _bias + (panel * TileSet.PanelWidth);
        if (columns % TileSet.PanelWidth == 0)
        {
            return bias;
        }

        new Span<float>(edgeBias, TileSet.PanelWidth).Clear();
        Packing.CopyFew(bias, columns, edgeBias);
        return edgeBias;
    }

    /// <summary>The result itself where the tile fits into it and nothing there is still needed, otherwise the scratch tile.</summary>
    private readonly float* Target(long place, int columns, float* scratch, out nint stride)
    {
        bool direct = FitsResult(columns);
        stride = direct ? _outputs : Math.Max(TileSet.PanelWidth, columns);
        return direct ? _y + place : scratch;
    }

    private readonly bool FitsResult(int columns) => columns % TileSet.PanelWidth == 0 && _residual != _y;

    private readonly void Finish(float* tile, nint stride, int rows, int columns, long place)
    {
        float* y = _y + place;
        if (_activation != ActivationKind.None)
        {
            int padded = (columns + TileSet.PanelWidth - 1) / TileSet.PanelWidth * TileSet.PanelWidth;
            ActivationRows.Apply(_activation, tile, stride, rows, padded);
        }

        if (_residual is not null)
        {
            ElementwiseRows.Add(tile, stride, _residual + place, _outputs, rows, columns, y, _outputs);
        }
        else if (tile != y)
        {
            for (int row = 0; row < rows; row++)
            {
                new ReadOnlySpan<float>(tile + (row * stride), columns).CopyTo(new Span<float>(y + ((long)row * _outputs), columns));
            }
        }
    }
}
