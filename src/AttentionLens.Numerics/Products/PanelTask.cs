namespace AttentionLens.Numerics;

/// <summary>Copies weights into panels or out of them, one panel a job.</summary>
internal unsafe struct PanelTask
{
    private const int Width = PackedMatrix.PanelWidth;

    private float* _weights;
    private float* _panels;
    private int _inputs;
    private int _outputs;
    private WeightOrder _order;

    public static void Pack(float* weights, PackedMatrix packed, WeightOrder order) => Run(weights, packed, order, &PackPanel);

    public static void Unpack(float* weights, PackedMatrix packed, WeightOrder order) => Run(weights, packed, order, &UnpackPanel);

    private static void Run(float* weights, PackedMatrix packed, WeightOrder order, delegate*<void*, int, void> body)
    {
        PanelTask task = new()
        {
            _weights = weights,
            _panels = packed.Panels,
            _inputs = packed.Inputs,
            _outputs = packed.Outputs,
            _order = order,
        };
        Work.Run(packed.PanelCount, (long)packed.Inputs * packed.Outputs * Work.CopyCost, body, &task);
    }

    private static void PackPanel(void* state, int panel)
    {
        PanelTask* task = (PanelTask*)state;
        float* target = task->Panel(panel);
        int columns = task->Columns(panel);
        if (task->_order == WeightOrder.OutputMajor)
        {
            Transposition.CopyPadded(task->Plain(panel), task->_inputs, columns, task->_inputs, target, Width);
        }
        else
        {
            Packing.Right(task->Plain(panel), task->_outputs, 1, task->_inputs, columns, target);
        }

        // Gradients sum over the padding of the last panel, so it is zero.
        for (int input = 0; columns < Width && input < task->_inputs; input++)
        {
            new Span<float>(target + ((nint)input * Width) + columns, Width - columns).Clear();
        }
    }

    private static void UnpackPanel(void* state, int panel)
    {
        PanelTask* task = (PanelTask*)state;
        float* source = task->Panel(panel);
        int columns = task->Columns(panel);
        if (task->_order == WeightOrder.OutputMajor)
        {
            Transposition.Copy(source, Width, task->_inputs, columns, task->Plain(panel), task->_inputs);
            return;
        }

        for (nint input = 0; input < task->_inputs; input++)
        {
            Packing.CopyFew(source + (input * Width), columns, task->Plain(panel) + (input * task->_outputs));
        }
    }

    private readonly int Columns(int panel) => Math.Min(Width, _outputs - (panel * Width));

    private readonly float* Panel(int panel) => _panels + ((long)panel * _inputs * Width);

    private readonly float* Plain(int panel) => _weights + ((long)panel * Width * (_order == WeightOrder.OutputMajor ? _inputs : 1));
}
