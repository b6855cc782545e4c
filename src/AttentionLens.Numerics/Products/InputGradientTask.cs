namespace AttentionLens.Numerics;

/// <summary>One product dX = dY W from the panels of the forward product. It computes the transpose, dXᵀ = Wᵀ dYᵀ: the inputs of a panel
/// are the rows of the left operand at a distance of 32, its outputs the steps, and dYᵀ is packed in panels of 32 rows.</summary>
internal unsafe struct InputGradientTask
{
    private const int Width = TileSet.PanelWidth;
    private const long WorkPerJob = 600_000;
    private const long BlockBytes = 640 * 1024;
    private const long PackedBytes = 8L << 20;

    private float* _dy;
    private float* _dx;
    private float* _panels;
    private float* _packed;
    private float* _zeros;
    private bool _accumulate;
    private int _rows;
    private int _inputs;
    private int _outputs;
    private int _steps;
    private EvenSplit _tiles;
    private EvenSplit _groups;
    private EvenSplit _blocks;

    public static void Run(float* dy, int rows, PackedMatrix w, float* dx, bool accumulate)
    {
        float* zeros = stackalloc float[Width];
        new Span<float>(zeros, Width).Clear();
        InputGradientTask task = new()
        {
            _panels = w.Panels,
            _zeros = zeros,
            _accumulate = accumulate,
            _inputs = w.Inputs,
            _outputs = w.Outputs,
            _steps = w.PanelCount * Width,
            _tiles = EvenSplit.ByLength(w.Inputs, TileSet.MaximumRows),
        };

        long largest = Math.Max(ThreadTeam.Size, PackedBytes / ((long)task._steps * Width * sizeof(float)));
        EvenSplit parts = EvenSplit.ByLength((rows + Width - 1) / Width, (int)largest);
        for (int part = 0; part < parts.Parts; part++)
        {
            long start = (long)parts.Start(part) * Width;
            task._dy = dy + (start * w.Outputs);
            task._dx = dx + (start * w.Inputs);
            task._rows = (int)Math.Min((long)parts.Length(part) * Width, rows - start);
            task.RunPart(parts.Length(part));
        }
    }

    private void RunPart(int rowPanels)
    {
        // So many row panels at a time that dYᵀ stays in the cache while the weights stream by.
        int perBlock = (int)Math.Max(1, BlockBytes / ((long)_steps * Width * sizeof(float)));
        _blocks = EvenSplit.ByLength(rowPanels, perBlock);
        long tileWork = (long)_steps * TileSet.MaximumRows * Math.Min(_rows, Math.Min(perBlock, rowPanels) * Width);
        _groups = EvenSplit.ByLength(_tiles.Parts, (int)Math.Clamp(WorkPerJob / tileWork, 1, _tiles.Parts));
        TensorBlock scratch = TensorPool.Take((long)rowPanels * _steps * Width);
        try
        {
            _packed = scratch.Values;
            fixed (InputGradientTask* task = &this)
            {
                Work.Run(rowPanels, (long)_rows * _steps * Work.CopyCost, &PackRows, task);
                Work.Run(_blocks.Parts * _groups.Parts, (long)_rows * _steps * _inputs, &MultiplyBlock, task);
            }
        }
        finally
        {
            scratch.Release();
        }
    }

    private static void PackRows(void* state, int rowPanel)
    {
        InputGradientTask* task = (InputGradientTask*)state;
        float* target = task->Packed(rowPanel);
        Transposition.CopyPadded(
            task->_dy + ((long)rowPanel * Width * task->_outputs), task->_outputs, task->RowsOf(rowPanel), task->_outputs, target, Width);

        // The weights behind the last output are zero; what they meet must be finite.
        new Span<float>(target + ((nint)task->_outputs * Width), (task->_steps - task->_outputs) * Width).Clear();
    }

    private static void MultiplyBlock(void* state, int job)
    {
        InputGradientTask* task = (InputGradientTask*)state;
        int group = job / task->_blocks.Parts;
        int block = job % task->_blocks.Parts;
        int lastTile = task->_groups.Start(group) + task->_groups.Length(group);
        int lastRowPanel = task->_blocks.Start(block) + task->_blocks.Length(block);
        float* tile = stackalloc float[TileSet.TileLength];
        nint panelStride = (nint)task->_inputs * Width;
        for (int part = task->_groups.Start(group); part < lastTile; part++)
        {
            int firstInput = task->_tiles.Start(part);
            int inputs = task->_tiles.Length(part);
            for (int rowPanel = task->_blocks.Start(block); rowPanel < lastRowPanel; rowPanel++)
            {
                int rows = task->RowsOf(rowPanel);
                float* dx = task->_dx + ((long)rowPanel * Width * task->_inputs) + firstInput;
                float* start = task->_zeros;
                nint startStride = 0;
                if (task->_accumulate)
                {
                    Transposition.Copy(dx, task->_inputs, rows, inputs, tile, Width);
                    start = tile;
                    startStride = Width;
                }

                TileSet.MultiplyPanels(
                    rows,
                    inputs,
                    task->_panels + ((nint)firstInput * Width),
                    panelStride,
                    task->_steps / Width,
                    task->Packed(rowPanel),
                    start,
                    startStride,
                    tile,
                    Width);
                Transposition.Copy(tile, Width, inputs, rows, dx, task->_inputs);
            }
        }
    }

    private readonly int RowsOf(int rowPanel) => Math.Min(Width, _rows - (rowPanel * Width));

    private readonly float* Packed(int rowPanel) => _packed + ((long)rowPanel * _steps * Width);
}
