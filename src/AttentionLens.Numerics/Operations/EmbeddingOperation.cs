namespace AttentionLens.Numerics;

/// <summary>A table look-up. Ids are no tensor: only the table has a gradient.</summary>
internal sealed class EmbeddingOperation(OperationInfo info, TensorParameter table, int[] ids) : Operation(info)
{
    protected internal override bool HasWeights => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        throw new InvalidOperationException("A table look-up has no tensor inputs.");

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(table, out bool accumulate);
        if (!accumulate)
        {
            place.Clear();
        }

        EmbeddingKernel.ScatterAdd(incoming, ids, table.Shape[^1], place);
    }
}
