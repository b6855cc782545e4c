namespace AttentionLens.Numerics;

/// <summary>The operations that models are wired from. Each computes at once and, where its tape records, remembers how to walk back.</summary>
public static class TapeOperations
{
    /// <summary>y = x W + b.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[row, inputs], however its rows are shaped.</param>
    /// <param name="weight">W.</param>
    /// <param name="bias">b, or null for none.</param>
    /// <param name="shape">The shape of the result, rows times outputs values.</param>
    public static Variable Linear(
        this Tape tape, OperationInfo info, Variable x, MatrixParameter weight, TensorParameter? bias, params ReadOnlySpan<int> shape)
    {
        int rows = OperationShape.Rows(x.Value, weight.Packed.Inputs, info);
        Tensor y = OperationShape.Result(tape, info, (long)rows * weight.Packed.Outputs, shape);
        LinearKernel.Forward(x.Value.Span, rows, weight.Packed, BiasOf(bias), ActivationKind.None, default, y.Span);
        return tape.Record(new LinearOperation(info, weight, bias, rows), y, x);
    }

    /// <summary>y = activation(x W + b) + residual in one kernel, where nobody looks at what lies between. Not for tapes that record.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="x">[row, inputs], however its rows are shaped.</param>
    /// <param name="weight">W.</param>
    /// <param name="bias">b, or null for none.</param>
    /// <param name="activation">The non-linearity.</param>
    /// <param name="residual">What is added, or null.</param>
    /// <param name="shape">The shape of the result, rows times outputs values.</param>
    /// <exception cref="InvalidOperationException">The tape records.</exception>
    public static Variable FusedLinear(
        this Tape tape, Variable x, MatrixParameter weight, TensorParameter? bias, ActivationKind activation, Variable? residual, params ReadOnlySpan<int> shape)
    {
        ThrowIfRecording(tape);
        int rows = OperationShape.Rows(x.Value, weight.Packed.Inputs, null);
        Tensor y = OperationShape.Result(tape, null, (long)rows * weight.Packed.Outputs, shape);
        ReadOnlySpan<float> added = residual is null ? default : residual.Value.Span;
        LinearKernel.Forward(x.Value.Span, rows, weight.Packed, BiasOf(bias), activation, added, y.Span);
        return tape.Input(y);
    }

    /// <summary>y = a + b.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="a">One summand.</param>
    /// <param name="b">The other, of the same shape.</param>
    public static Variable Add(this Tape tape, OperationInfo info, Variable a, Variable b)
    {
        Tensor y = tape.Rent(a.Value.Shape);
        ElementwiseKernel.Add(a.Value.Span, b.Value.Span, y.Span);
        return tape.Record(new AddOperation(info), y, a, b);
    }

    /// <summary>y = a ⊙ b.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="a">One factor.</param>
    /// <param name="b">The other, of the same shape.</param>
    public static Variable Multiply(this Tape tape, OperationInfo info, Variable a, Variable b)
    {
        Tensor y = tape.Rent(a.Value.Shape);
        ElementwiseKernel.Multiply(a.Value.Span, b.Value.Span, y.Span);
        return tape.Record(new ProductOperation(info), y, a, b);
    }

    /// <summary>An elementwise non-linearity.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="kind">The non-linearity.</param>
    /// <param name="x">Any shape.</param>
    public static Variable Activate(this Tape tape, OperationInfo info, ActivationKind kind, Variable x)
    {
        Tensor y = tape.Rent(x.Value.Shape);
        ActivationKernel.Forward(kind, x.Value.Span, y.Span);
        return tape.Record(new ActivationOperation(info, kind), y, x);
    }

    /// <summary>LayerNorm over the last axis. Source: Ba, Kiros and Hinton 2016, equation 4.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[…, width].</param>
    /// <param name="scale">γ, [width].</param>
    /// <param name="shift">β, [width].</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Variable LayerNorm(this Tape tape, OperationInfo info, Variable x, TensorParameter scale, TensorParameter shift, float epsilon)
    {
        int rows = OperationShape.Rows(x.Value, scale.Length, info);
        Tensor y = tape.Rent(x.Value.Shape);
        if (!tape.IsRecording)
        {
            LayerNormKernel.Forward(x.Value.Span, rows, scale.Length, scale.Values, shift.Values, epsilon, y.Span, default, default);
            return tape.Input(y);
        }

        Tensor statistics = tape.Rent(2, rows);
        LayerNormKernel.Forward(
            x.Value.Span, rows, scale.Length, scale.Values, shift.Values, epsilon, y.Span, statistics.Span[..rows], statistics.Span[rows..]);
        return tape.RecordOrRelease(new LayerNormOperation(info, scale, shift, statistics), y, x);
    }

    /// <summary>RMSNorm over the last axis. Source: Zhang and Sennrich 2019, equation 4.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[…, width].</param>
    /// <param name="scale">γ, [width].</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public static Variable RmsNorm(this Tape tape, OperationInfo info, Variable x, TensorParameter scale, float epsilon)
    {
        int rows = OperationShape.Rows(x.Value, scale.Length, info);
        Tensor y = tape.Rent(x.Value.Shape);
        Tensor inverseRms = tape.Rent(rows);
        RmsNormKernel.Forward(x.Value.Span, rows, scale.Length, scale.Values, epsilon, y.Span, inverseRms.Span);
        return tape.RecordOrRelease(new RmsNormOperation(info, scale, inverseRms), y, x);
    }

    /// <summary>Looks ids up in a table.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="table">[…, entry, width].</param>
    /// <param name="ids">The entries; kept, not copied.</param>
    /// <param name="shape">The shape of the result, ids times width values.</param>
    public static Variable Embed(this Tape tape, OperationInfo info, TensorParameter table, int[] ids, params ReadOnlySpan<int> shape)
    {
        Tensor y = OperationShape.Result(tape, info, (long)ids.Length * table.Shape[^1], shape);
        EmbeddingKernel.Gather(table.Values, table.Shape[^1], ids, y.Span, accumulate: false);
        return tape.Record(new EmbeddingOperation(info, table, ids), y);
    }

    /// <summary>Takes one position of each example: [batch, position, width] to [batch, width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[batch, position, width].</param>
    /// <param name="positions">One position for each example; kept, not copied.</param>
    public static Variable Select(this Tape tape, OperationInfo info, Variable x, int[] positions)
    {
        OperationShape.DemandAxes(x.Value, info, 3);
        OperationShape.Demand(x.Value, info, positions.Length, x.Value.Shape[1], x.Value.Shape[2]);
        int length = x.Value.Shape[1];
        int width = x.Value.Shape[2];
        Tensor y = tape.Rent(positions.Length, width);
        for (int example = 0; example < positions.Length; example++)
        {
            if ((uint)positions[example] >= (uint)length)
            {
                throw new ArgumentException($"Selection '{info.Name}' asks for position {positions[example]} of example {example}; it has {length}.", nameof(positions));
            }

            int row = (example * length) + positions[example];
            x.Value.Span.Slice(row * width, width).CopyTo(y.Span.Slice(example * width, width));
        }

        return tape.Record(new SelectionOperation(info, positions, length, width), y, x);
    }

    /// <summary>Takes a range of each row's columns, for instance the queries out of a joint projection.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[…, column].</param>
    /// <param name="start">The first column.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="shape">The shape of the result, rows times width values.</param>
    public static Variable Columns(this Tape tape, OperationInfo info, Variable x, int start, int width, params ReadOnlySpan<int> shape)
    {
        int columns = OperationShape.Columns(x.Value, info, start, width);
        Tensor y = OperationShape.Result(tape, info, (long)x.Value.Length / columns * width, shape);
        ColumnsOperation.Forward(x.Value.Span, columns, start, width, y.Span);
        return tape.Record(new ColumnsOperation(info, columns, start, width), y, x);
    }

    /// <summary>y = factor · x.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="factor">The factor.</param>
    public static Variable Scale(this Tape tape, OperationInfo info, Variable x, float factor)
    {
        Tensor y = tape.Rent(x.Value.Shape);
        ElementwiseKernel.Scale(factor, x.Value.Span, y.Span);
        return tape.Record(new ScaleOperation(info, factor), y, x);
    }

    /// <summary>Rotates queries or keys by their positions.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[batch, position, head, head width].</param>
    /// <param name="table">The angles.</param>
    /// <param name="positions">[batch, position], the position that counts at each place; kept, not copied.</param>
    public static Variable Rotate(this Tape tape, OperationInfo info, Variable x, RotaryTable table, int[] positions)
    {
        OperationShape.DemandAxes(x.Value, info, 4);
        int heads = x.Value.Shape[2];
        int headWidth = x.Value.Shape[3];
        if ((long)positions.Length * heads * headWidth != x.Value.Length || table.RotatedWidth > headWidth)
        {
            throw new ArgumentException(
                $"Rotation '{info.Name}' turns {table.RotatedWidth} components at {positions.Length} positions; found [{string.Join(", ", x.Value.Shape.ToArray())}].",
                nameof(x));
        }

        Tensor y = tape.Rent(x.Value.Shape);
        x.Value.Span.CopyTo(y.Span);
        table.Rotate(y.Span, positions, heads, headWidth, backwards: false);
        return tape.Record(new RotaryOperation(info, table, positions, heads, headWidth), y, x);
    }

    /// <summary>Puts learned rows before the rows of each example: [batch, n, width] to [batch, k + n, width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[batch, n, width].</param>
    /// <param name="rows">k · width values.</param>
    public static Variable Prepend(this Tape tape, OperationInfo info, Variable x, TensorParameter rows)
    {
        int width = x.Value.Shape[2];
        Tensor y = Tensor.Rent(x.Value.Shape[0], x.Value.Shape[1] + (rows.Length / width), width);
        PrependOperation.Forward(x.Value.Span, rows.Values, x.Value.Shape[0], y.Span);
        return tape.Record(new PrependOperation(info, rows, x.Value.Shape[0]), y, x);
    }

    /// <summary>Mixes the rows of a table, the same for every example: y[b, i] = Σ_t weight[i, t] · table[row[i, t]].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="table">[…, entry, width].</param>
    /// <param name="mix">The rows and their weights.</param>
    /// <param name="batch">The number of examples.</param>
    public static Variable MixRows(this Tape tape, OperationInfo info, TensorParameter table, RowMix mix, int batch)
    {
        Tensor y = tape.Rent(batch, mix.Count, table.Shape[^1]);
        RowMixOperation.Forward(table, mix, y.Span);
        return tape.Record(new RowMixOperation(info, table, mix), y);
    }

    /// <summary>Cuts images into patches: [batch, patch, channel · side · side].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="pixels">[batch, channel, height, width].</param>
    /// <param name="layout">How they are cut.</param>
    public static Variable Patches(this Tape tape, OperationInfo info, Variable pixels, PatchLayout layout)
    {
        Tensor y = Tensor.Rent(layout.Batch, layout.Patches, layout.PatchWidth);
        PatchOperation.Forward(pixels.Value.Span, layout, y.Span);
        return tape.Record(new PatchOperation(info, layout), y, pixels);
    }

    private static ReadOnlySpan<float> BiasOf(TensorParameter? bias) => bias is null ? default : bias.Values;

    private static void ThrowIfRecording(Tape tape)
    {
        if (tape.IsRecording)
        {
            throw new InvalidOperationException("A fused operation keeps nothing for a backward pass; use its parts on a tape that records.");
        }
    }
}
