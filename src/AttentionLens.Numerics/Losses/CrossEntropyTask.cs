using System.Numerics;

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
            double sum = SoftmaxRows.Exponentials(logits, largest, task->_classes, null);
            task->_losses[row] = (float)(Math.Log(sum) - ((double)logits[label] - largest));
        }
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
        if (_labels[row] == CrossEntropyKernel.IgnoredLabel)
        {
            if (!_accumulate)
            {
                new Span<float>(gradient, _classes).Clear();
            }

            return;
        }

        float* logits = _logits + ((long)row * _classes);
        float largest = SoftmaxRows.Largest(logits, _classes);
        double sum = SoftmaxRows.Exponentials(logits, largest, _classes, null);
        float share = (float)(1 / sum);
        float atLabel = (float)(_rowScale[row] * ((Math.Exp((double)logits[_labels[row]] - largest) / sum) - 1));
        float labelGradient = _accumulate ? gradient[_labels[row]] + atLabel : atLabel;
        for (int index = 0; index < _classes; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, _classes - index);
            Vector<float> terms = VectorMath.Exp(VectorTail.Load(logits + index, count) - new Vector<float>(largest)) * share * _rowScale[row];
            if (_accumulate)
            {
                terms += VectorTail.Load(gradient + index, count);
            }

            VectorTail.Store(terms, gradient + index, count);
        }

        // Written apart: a share near one would cancel in single precision.
        gradient[_labels[row]] = labelGradient;
    }
}
