using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Evaluates objectives on a model's output, with the signal that a backward pass starts from.</summary>
internal static class ObjectiveEvaluator
{
    /// <summary>Each example's value, and the gradient of their sum with respect to the output.</summary>
    public static double[] Evaluate(Objective objective, InputBatch batch, LensTensor output, ModelOutput kind, out Tensor signal)
    {
        if (output.Spec.IndexOf(Axis.Class) < 0)
        {
            throw new LensInputException(
                $"The model's output is {output.Spec}, not logits, so it has no objective; load a checkpoint with a head.");
        }

        signal = Tensor.RentZeroed(output.Shape);
        try
        {
            return objective switch
            {
                LossObjective loss => Loss(loss, batch, output, predictsNext: kind == ModelOutput.NextTokenLogits, signal),
                ContinuationObjective => Continuation(batch, output, predictsNext: kind == ModelOutput.NextTokenLogits, signal),
                _ => Rows(objective, batch, output, signal),
            };
        }
        catch
        {
            signal.Dispose();
            throw;
        }
    }

    /// <summary>What the objective is of, for each example.</summary>
    public static ImmutableArray<ExplainedTarget> TargetsOf(Objective objective, InputBatch batch, LensTensor output)
    {
        if (objective is LossObjective or ContinuationObjective)
        {
            return [.. batch.Examples.Select(_ => default(ExplainedTarget))];
        }

        int classes = output.Shape[^1];
        ImmutableArray<ExplainedTarget>.Builder targets = ImmutableArray.CreateBuilder<ExplainedTarget>(batch.Size);
        for (int index = 0; index < batch.Size; index++)
        {
            EncodedExample example = batch.Examples[index];
            int? position = output.Shape.Length == 2 ? null : PositionOf(objective, example);
            int row = position is { } place ? (index * output.Shape[1]) + place : index;
            (int? chosen, int? against) = RowObjective.ClassesOf(objective, example, output.Values.Slice(row * classes, classes));
            targets.Add(new ExplainedTarget(chosen, position) { Against = against });
        }

        return targets.DrainToImmutable();
    }

    private static double[] Rows(Objective objective, InputBatch batch, LensTensor output, Tensor signal)
    {
        int classes = output.Shape[^1];
        double[] values = new double[batch.Size];
        for (int index = 0; index < values.Length; index++)
        {
            EncodedExample example = batch.Examples[index];
            int row = output.Shape.Length == 2 ? index : (index * output.Shape[1]) + PositionOf(objective, example);
            values[index] = RowObjective.Evaluate(
                objective, example, output.Values.Slice(row * classes, classes), signal.Span.Slice(row * classes, classes));
        }

        return values;
    }

    // Padding is refused: whether it is there depends on what else stands in the batch.
    private static int PositionOf(Objective objective, EncodedExample example)
    {
        EncodedExample read = example.Decoder ?? example;
        int last = read.Start + read.Length - 1;
        int position = objective.Position ?? example.Input.Position ?? last;
        return position >= read.Start && position <= last
            ? position
            : throw new LensInputException(
                $"{Describe(example)} has no position {position}; expected one from {read.Start} to {last}.");
    }

    private static double[] Loss(LossObjective objective, InputBatch batch, LensTensor output, bool predictsNext, Tensor signal)
    {
        int classes = output.Shape[^1];
        int rows = output.Values.Length / classes;
        int[] labels = output.Shape.Length == 3
            ? PositionLabels(batch, output.Shape[1], classes, predictsNext)
            : [.. batch.Examples.Select(example => Checked(example, example.Input.Label ?? CrossEntropyKernel.IgnoredLabel, classes))];
        int counted = labels.Count(label => label != CrossEntropyKernel.IgnoredLabel);
        if (counted == 0)
        {
            throw new LensInputException("No example of the batch has a label; a loss needs 'label' or 'labels'.");
        }

        int[] among = CountsOf(objective, batch, labels, counted);
        int rowsEach = rows / batch.Size;
        float[] losses = new float[rows];
        float[] scale = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            scale[row] = 1f / among[row / rowsEach];
        }

        CrossEntropyKernel.Forward(output.Values, rows, classes, labels, losses);
        CrossEntropyKernel.Backward(output.Values, rows, classes, labels, scale, signal.Span, accumulate: false);
        double[] values = new double[batch.Size];
        for (int row = 0; row < rows; row++)
        {
            values[row / rowsEach] += losses[row] / (double)among[row / rowsEach];
        }

        return values;
    }

    // Among how many labelled rows each example's value is a mean.
    private static int[] CountsOf(LossObjective objective, InputBatch batch, int[] labels, int counted)
    {
        int[] counts = new int[batch.Size];
        Array.Fill(counts, counted);
        int rowsEach = labels.Length / batch.Size;
        for (int index = 0; objective.PerExample && index < batch.Size; index++)
        {
            counts[index] = labels.AsSpan(index * rowsEach, rowsEach).ToArray().Count(label => label != CrossEntropyKernel.IgnoredLabel);
            if (counts[index] == 0)
            {
                throw new LensInputException($"{Describe(batch.Examples[index])} has no label; a loss needs 'label' or 'labels'.");
            }
        }

        return counts;
    }

    private static double[] Continuation(InputBatch batch, LensTensor output, bool predictsNext, Tensor signal)
    {
        if (output.Shape.Length != 3)
        {
            throw new LensInputException("The model gives one set of logits for each example, so it writes no text; expected a model with logits at each position, or another objective.");
        }

        (int length, int classes) = (output.Shape[1], output.Shape[2]);
        int[] labels = PositionLabels(batch, length, classes, predictsNext, readsItself: false);
        double[] values = new double[batch.Size];
        for (int index = 0; index < values.Length; index++)
        {
            if (labels.AsSpan(index * length, length).IndexOfAnyExcept(CrossEntropyKernel.IgnoredLabel) < 0)
            {
                throw new LensInputException($"{Describe(batch.Examples[index])} has no text that could be explained; give it a target text, or labels.");
            }

            for (int row = index * length; row < (index + 1) * length; row++)
            {
                if (labels[row] != CrossEntropyKernel.IgnoredLabel)
                {
                    values[index] += RowObjective.LogProbability(
                        labels[row], output.Values.Slice(row * classes, classes), signal.Span.Slice(row * classes, classes));
                }
            }
        }

        return values;
    }

    private static int[] PositionLabels(InputBatch batch, int length, int classes, bool predictsNext, bool readsItself = true)
    {
        int shift = predictsNext ? 1 : 0;
        int[] labels = new int[batch.Size * length];
        Array.Fill(labels, CrossEntropyKernel.IgnoredLabel);
        for (int index = 0; index < batch.Size; index++)
        {
            EncodedExample example = batch.Examples[index];
            ImmutableArray<int> given = example.Labels;
            if (given.IsDefault && predictsNext && readsItself)
            {
                given = [.. example.Tokens.Select((token, place) => example.Mask[place] ? token.Id : CrossEntropyKernel.IgnoredLabel)];
            }

            if (given.IsDefault)
            {
                continue;
            }

            if (given.Length > length)
            {
                throw new LensInputException($"{Describe(example)} has {given.Length} labels for {length} positions; give one for each position.");
            }

            for (int place = shift; place < given.Length; place++)
            {
                labels[(index * length) + place - shift] = Checked(example, given[place], classes);
            }
        }

        return labels;
    }

    private static int Checked(EncodedExample example, int label, int classes) =>
        label == CrossEntropyKernel.IgnoredLabel || (label >= 0 && label < classes)
            ? label
            : throw new LensInputException($"{Describe(example)} has label {label}; the model has classes 0 to {classes - 1}.");

    /// <summary>An example's name in a message.</summary>
    public static string Describe(EncodedExample example) => $"Example {(example.Input.Id is { } id ? Quoted.Of(id) : $"{example.Index}")}";
}
