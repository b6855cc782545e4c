namespace AttentionLens.Numerics;

/// <summary>The cross entropy between logits and labels, and its derivative.</summary>
public static class CrossEntropyKernel
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
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> scores = logits.Slice(row * classes, classes);
            if (labels[row] == IgnoredLabel)
            {
                losses[row] = 0;
                continue;
            }

            (float largest, double sum) = Normalizer(scores);
            losses[row] = (float)(Math.Log(sum) - ((double)scores[labels[row]] - largest));
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
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> scores = logits.Slice(row * classes, classes);
            Span<float> gradients = dLogits.Slice(row * classes, classes);
            if (labels[row] == IgnoredLabel)
            {
                if (!accumulate)
                {
                    gradients.Clear();
                }

                continue;
            }

            (float largest, double sum) = Normalizer(scores);
            for (int column = 0; column < classes; column++)
            {
                double share = Math.Exp(scores[column] - largest) / sum;
                float gradient = (float)(rowScale[row] * (share - (column == labels[row] ? 1 : 0)));
                gradients[column] = accumulate ? gradients[column] + gradient : gradient;
            }
        }
    }

    private static (float Largest, double Sum) Normalizer(ReadOnlySpan<float> scores)
    {
        float largest = float.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = Math.Max(largest, score);
        }

        double sum = 0;
        foreach (float score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        return (largest, sum);
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
                throw new ArgumentException($"Label {labels[row]} of row {row} is none of the {classes} classes and not {IgnoredLabel}.", nameof(labels));
            }
        }
    }
}
