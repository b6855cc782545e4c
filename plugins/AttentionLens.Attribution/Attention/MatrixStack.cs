using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Matrices of positions as tensors of an answer.</summary>
internal static class MatrixStack
{
    /// <summary>[batch, query, key], one matrix for each example.</summary>
    public static TensorValue Of(IReadOnlyList<Matrix> examples, string unit) => new(
        new TensorSpec([Axis.Batch, Axis.Query, Axis.Key], unit),
        [examples.Count, examples[0].Rows, examples[0].Columns],
        Values(examples));

    /// <summary>[batch, layer, query, key], some matrices for each example.</summary>
    public static TensorValue OfLayers(IReadOnlyList<IReadOnlyList<Matrix>> examples, string unit) => new(
        new TensorSpec([Axis.Batch, Axis.Layer, Axis.Query, Axis.Key], unit),
        [examples.Count, examples[0].Count, examples[0][0].Rows, examples[0][0].Columns],
        Values(examples.SelectMany(layers => layers)));

    /// <summary>[batch, position], one row for each example.</summary>
    public static TensorValue OfRows(IReadOnlyList<Matrix> examples, string unit) =>
        new(new TensorSpec([Axis.Batch, Axis.Position], unit), [examples.Count, examples[0].Columns], Values(examples));

    private static ImmutableArray<float> Values(IEnumerable<Matrix> matrices)
    {
        ImmutableArray<float>.Builder values = ImmutableArray.CreateBuilder<float>();
        foreach (Matrix matrix in matrices)
        {
            for (int row = 0; row < matrix.Rows; row++)
            {
                foreach (double value in matrix.Row(row))
                {
                    values.Add((float)value);
                }
            }
        }

        return values.ToImmutable();
    }
}
