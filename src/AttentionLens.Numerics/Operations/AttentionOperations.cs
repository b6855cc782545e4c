namespace AttentionLens.Numerics;

/// <summary>The operations of attention, fused and in parts.</summary>
public static class AttentionOperations
{
    /// <summary>Attention in one kernel, where nobody looks between or only reads the pattern. Not for tapes that record.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="scale">The factor of the scores, usually 1/√(head width).</param>
    /// <param name="q">[batch, query, head, head width].</param>
    /// <param name="k">[batch, key, key/value head, head width].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="masking">Which keys each query sees.</param>
    /// <param name="pattern">Takes [batch, head, query, key]; null: the pattern is never materialised.</param>
    /// <param name="bias">What is added to the scores, or null.</param>
    /// <returns>z, [batch, query, head, head width].</returns>
    /// <exception cref="InvalidOperationException">The tape records.</exception>
    public static Variable FusedAttention(
        this Tape tape, AttentionShape shape, float scale, Variable q, Variable k, Variable v, AttentionMasking masking, Tensor? pattern, AttentionBias? bias = null)
    {
        if (tape.IsRecording)
        {
            throw new InvalidOperationException("Fused attention keeps nothing for a backward pass; use its parts on a tape that records.");
        }

        Tensor z = tape.Rent(shape.Batch, shape.Queries, shape.Heads, shape.HeadWidth);
        Span<float> probabilities = pattern is null ? default : pattern.Span;
        using Tensor? added = bias?.Expand();
        AttentionKernel.Forward(shape, scale, q.Value.Span, k.Value.Span, v.Value.Span, masking.MaskWith(added), z.Span, probabilities);
        return tape.Input(z);
    }

    /// <summary>scores = scale · Q Kᵀ with the mask applied, [batch, head, query, key].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="scale">The factor of the scores, usually 1/√(head width).</param>
    /// <param name="q">[batch, query, head, head width].</param>
    /// <param name="k">[batch, key, key/value head, head width].</param>
    /// <param name="masking">Which keys each query sees.</param>
    /// <param name="bias">What is added to the scores, or null.</param>
    public static Variable AttentionScores(
        this Tape tape, OperationInfo info, AttentionShape shape, float scale, Variable q, Variable k, AttentionMasking masking, AttentionBias? bias = null)
    {
        Tensor scores = tape.Rent(shape.Batch, shape.Heads, shape.Queries, shape.Keys);
        BatchedProductKernel.Multiply(
            shape.Batch, shape.Heads, shape.Queries, shape.Keys, shape.HeadWidth, scale,
            q.Value.Span, AttentionLayout.Queries(shape), k.Value.Span, AttentionLayout.Transposed(AttentionLayout.Keys(shape)),
            scores.Span, AttentionLayout.Scores(shape), accumulate: false);
        using Tensor? added = bias?.Expand();
        AttentionKernel.ApplyMask(shape, masking.MaskWith(added), scores.Span);
        return tape.Record(new AttentionScoresOperation(info, shape, masking, bias, scale), scores, q, k);
    }

    /// <summary>Softmax over the last axis.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">[…, column].</param>
    public static Variable Softmax(this Tape tape, OperationInfo info, Variable x)
    {
        int columns = x.Value.Rank == 0 ? 1 : x.Value.Shape[^1];
        int rows = OperationShape.Rows(x.Value, columns, info);
        Tensor y = tape.Rent(x.Value.Shape);
        SoftmaxKernel.Forward(x.Value.Span, rows, columns, y.Span);
        return tape.Record(new SoftmaxOperation(info, columns), y, x);
    }

    /// <summary>z = P V, [batch, query, head, head width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="pattern">[batch, head, query, key].</param>
    /// <param name="v">[batch, key, key/value head, head width].</param>
    public static Variable MixValues(this Tape tape, OperationInfo info, AttentionShape shape, Variable pattern, Variable v)
    {
        Tensor z = tape.Rent(shape.Batch, shape.Queries, shape.Heads, shape.HeadWidth);
        BatchedProductKernel.Multiply(
            shape.Batch, shape.Heads, shape.Queries, shape.HeadWidth, shape.Keys, 1,
            pattern.Value.Span, AttentionLayout.Scores(shape), v.Value.Span, AttentionLayout.Keys(shape),
            z.Span, AttentionLayout.Queries(shape), accumulate: false);
        return tape.Record(new MixValuesOperation(info, shape), z, pattern, v);
    }

    /// <summary>Each head's share of the attention output, before the bias: [batch, position, head, width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="z">[batch, position, head, head width].</param>
    /// <param name="weight">W_O.</param>
    public static Variable HeadResults(this Tape tape, OperationInfo info, Variable z, MatrixParameter weight)
    {
        Tensor result = HeadResults(z.Value, weight);
        int rows = z.Value.Shape[0] * z.Value.Shape[1];
        return tape.Record(new HeadResultOperation(info, weight, rows, z.Value.Shape[2]), result, z);
    }

    /// <summary>As the operation of the same name, outside any computation.</summary>
    /// <param name="z">[batch, position, head, head width].</param>
    /// <param name="weight">W_O.</param>
    /// <returns>[batch, position, head, width]; the caller owns the handle.</returns>
    /// <exception cref="ArgumentException"><paramref name="z"/> has other axes, or its heads do not fit the weight.</exception>
    public static Tensor HeadResults(Tensor z, MatrixParameter weight)
    {
        if (z.Rank != 4 || (long)z.Shape[2] * z.Shape[3] != weight.Packed.Inputs)
        {
            throw new ArgumentException(
                $"'{weight.Name}' takes heads of {weight.Packed.Inputs} values in all as [batch, position, head, head width]; found [{string.Join(", ", z.Shape.ToArray())}].",
                nameof(z));
        }

        int rows = z.Shape[0] * z.Shape[1];
        Tensor result = Tensor.Rent(z.Shape[0], z.Shape[1], z.Shape[2], weight.Packed.Outputs);
        try
        {
            HeadResultOperation.Forward(z.Span, weight.Packed, rows, z.Shape[2], result.Span);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Sums heads and adds a bias: [batch, position, head, width] to [batch, position, width].</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="results">[batch, position, head, width].</param>
    /// <param name="bias">[width], or null for none.</param>
    public static Variable SumHeads(this Tape tape, OperationInfo info, Variable results, TensorParameter? bias)
    {
        OperationShape.DemandAxes(results.Value, info, 4);
        ReadOnlySpan<int> shape = results.Value.Shape;
        Tensor y = tape.Rent(shape[0], shape[1], shape[3]);
        HeadSumOperation.Forward(results.Value.Span, bias, shape[2], shape[3], y.Span);
        return tape.Record(new HeadSumOperation(info, bias, shape[2], shape[3]), y, results);
    }

    /// <summary>Replaces a value by an edited one.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="info">What it is and where it stands.</param>
    /// <param name="x">The value before.</param>
    /// <param name="edited">The value after; the computation takes this handle.</param>
    /// <param name="factors">What the signal at each value is multiplied with on its way back; the computation takes this handle.
    /// Null on a tape that does not record.</param>
    public static Variable Edit(this Tape tape, OperationInfo info, Variable x, Tensor edited, Tensor? factors) =>
        factors is null ? tape.Input(edited) : tape.RecordOrRelease(new FactorOperation(info, factors), edited, x);
}
