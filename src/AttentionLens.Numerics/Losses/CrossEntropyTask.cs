namespace AttentionLens.Numerics;

/// <summary>Cross entropy over many rows, cut into blocks of rows.</summary>
internal unsafe struct CrossEntropyTask
{
    private float* _logits;
    private int* _labels;
    private float* _losses;
    private float* _rowScale;
    private float* _gradient;
    private int _classes;
    private bool _accumulate;
    private EvenSplit _blocks;

    public static void Forward(float* logits, int rows, int classes, int* labels, float* losses)
    {
        CrossEntropyTask task = new()
        {
            _logits = logits,
            _labels = labels,
            _losses = losses,
            _classes = classes,
            _blocks = Work.RowBlocks(rows, classes),
        };
        Work.Run(task._blocks.Parts, (long)rows * classes * Work.FunctionCost, &ForwardBlock, &task);
    }

    public static void Backward(float* logits, int rows, int classes, int* labels, float* rowScale, float* gradient, bool accumulate)
    {
        CrossEntropyTask task = new()
        {
            _logits = logits,
            _labels = labels,
            _rowScale = rowScale,
            _gradient = gradient,
            _classes = classes,
            _accumulate = accumulate,
            _blocks = Work.RowBlocks(rows, classes),
        };
        Work.Run(task._blocks.Parts, (long)rows * classes * Work.FunctionCost, &BackwardBlock, &task);
    }

    private static void ForwardBlock(void* state, int block)
    {
        CrossEntropyTask* task = (CrossEntropyTask*)state;
        TensorBlock scratch = TensorPool.Take(task->_classes);
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            int label = task->_labels[row];
            if (label == CrossEntropyKernel.IgnoredLabel)
            {
                task->_losses[row] = 0;
                continue;
            }

            float* logits = task->_logits + ((long)row * task->_classes);
            float largest = SoftmaxRows.Largest(logits, task->_classes);
            double sum = SoftmaxRows.Exponentials(logits, largest, task->_classes, scratch.Values);
            task->_losses[row] = (float)(Math.Log(sum) - ((double)logits[label] - largest));
        }

        scratch.Release();
    }

    private static void BackwardBlock(void* state, int block)
    {
        CrossEntropyTask* task = (CrossEntropyTask*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            task->BackwardRow(row);
        }
    }

    private readonly void BackwardRow(int row)
    {
        float* gradient = _gradient + ((long)row * _classes);
        int label = _labels[row];
        if (label == CrossEntropyKernel.IgnoredLabel)
        {
            if (!_accumulate)
            {
                new Span<float>(gradient, _classes).Clear();
            }

            return;
        }

        float* logits = _logits + ((long)row * _classes);
        float largest = SoftmaxRows.Largest(logits, _classes);
        double logit = logits[label];
        float kept = _accumulate ? gradient[label] : 0;
        TensorBlock? scratch = _accumulate ? TensorPool.Take(_classes) : null;
        float* terms = scratch is null ? gradient : scratch.Values;
        double sum = SoftmaxRows.Exponentials(logits, largest, _classes, terms);
        ElementwiseRows.Scale((float)(_rowScale[row] / sum), terms, _classes, terms);
        if (scratch is not null)
        {
            ElementwiseRows.Add(terms, gradient, _classes, gradient);
            scratch.Release();
        }

        // Computed apart: a share near one would cancel in single precision.
        gradient[label] = kept + (float)(_rowScale[row] * ((Math.Exp(logit - largest) / sum) - 1));
    }
}
