namespace AttentionLens.Numerics;

/// <summary>The cross entropy between logits and labels, and its derivative.</summary>
public static unsafe class CrossEntropyKernel
{
    /// <summary>The label of a row that does not count.</summary>
    public const int IgnoredLabel = -100;

    /// <summary>Computes −log softmax(logits)[label] per row.</summary>
    /// <param name="logits">[row, class].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="labels">[row], a class or <see cref="IgnoredLabel"/>.</param>
    /// <param name="losses">Receives [row] in nats; 0 where the label is ignored.</param>
    /// <exception cref="ArgumentException">A label is no class, or an operand is shorter than the shape needs.</exception>
    public static void Forward(ReadOnlySpan<float> logits, int rows, int classes, ReadOnlySpan<int> labels, Span<float> losses)
    {
        Check(logits.Length, rows, classes, labels);
        Demand.Length(losses.Length, rows, nameof(losses));
        fixed (float* logitStart = logits, lossStart = losses)
        fixed (int* labelStart = labels)
        {
            CrossEntropyTask.Forward(logitStart, rows, classes, labelStart, lossStart);
        }
    }

    /// <summary>Computes rowScale · (softmax(logits) − [class = label]) per row, or adds it; ignored rows get zeros.</summary>
    /// <param name="logits">[row, class].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="labels">[row], a class or <see cref="IgnoredLabel"/>.</param>
    /// <param name="rowScale">[row], the gradient of each row's loss: 1/rows for a mean.</param>
    /// <param name="dLogits">Receives [row, class]; may be <paramref name="logits"/> itself where nothing is accumulated.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dLogits"/> holds.</param>
    /// <exception cref="ArgumentException">A label is no class, or an operand is shorter than the shape needs.</exception>
    public static void Backward(
        ReadOnlySpan<float> logits,
        int rows,
        int classes,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<float> rowScale,
        Span<float> dLogits,
        bool accumulate)
    {
        Check(logits.Length, rows, classes, labels);
        Demand.Length(rowScale.Length, rows, nameof(rowScale));
        Demand.Length(dLogits.Length, (long)rows * classes, nameof(dLogits));
        fixed (float* logitStart = logits, scaleStart = rowScale, gradientStart = dLogits)
        fixed (int* labelStart = labels)
        {
            CrossEntropyTask.Backward(logitStart, rows, classes, labelStart, scaleStart, gradientStart, accumulate);
        }
    }

    private static void Check(int logits, int rows, int classes, ReadOnlySpan<int> labels)
    {
        Demand.NotNegative(rows, nameof(rows));
        Demand.NotNegative(classes, nameof(classes));
        Demand.Length(logits, (long)rows * classes, nameof(logits));
        Demand.Length(labels.Length, rows, nameof(labels));
        for (int row = 0; row < rows; row++)
        {
            if (labels[row] != IgnoredLabel && (uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"Label {labels[row]} of row {row} is none of the {classes} classes and not {IgnoredLabel}.",
                    nameof(labels));
            }
        }
    }
}
