namespace AttentionLens.Numerics;

/// <summary>Where the matrices of attention lie: queries, keys and values as [batch, position, head, head width], scores as
/// [batch, head, query, key].</summary>
internal static class AttentionLayout
{
    public static BatchStrides Queries(AttentionShape shape) => new(
        (long)shape.Queries * shape.Heads * shape.HeadWidth, shape.HeadWidth, (long)shape.Heads * shape.HeadWidth, 1);

    public static BatchStrides Keys(AttentionShape shape) => new(
        (long)shape.KeyStride * shape.KeyValueHeads * shape.HeadWidth, shape.HeadWidth, (long)shape.KeyValueHeads * shape.HeadWidth, 1,
        shape.Heads / shape.KeyValueHeads);

    public static BatchStrides Scores(AttentionShape shape) => new(
        (long)shape.Heads * shape.Queries * shape.Keys, (long)shape.Queries * shape.Keys, shape.Keys, 1);

    public static BatchStrides Transposed(BatchStrides strides) => strides with { Row = strides.Column, Column = strides.Row };
}
