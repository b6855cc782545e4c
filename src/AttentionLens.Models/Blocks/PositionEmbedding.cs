using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A table of positions and which row each place gets.</summary>
/// <param name="Table">[row, width].</param>
/// <param name="Rule">How places are counted.</param>
public sealed record PositionEmbedding(TensorParameter Table, PositionRule Rule) : PositionSource
{
    /// <summary>What is added to the count: the rows at the start of the table that no place gets.</summary>
    public int Offset { get; init; }

    /// <summary>The id that <see cref="PositionRule.Counted"/> does not count.</summary>
    public int PaddingId { get; init; }

    internal override Variable Embed(Pass pass, OperationInfo info, ReadOnlySpan<int> shape) => pass.Tape.Embed(info, Table, RowsOf(pass), shape);

    // [batch, position]
    private int[] RowsOf(Pass pass)
    {
        int length = pass.Examples[0].Tokens.Length;
        if (length + Offset > Table.Shape[0])
        {
            throw new LensInputException(
                $"The batch has {length} positions; the model has {Table.Shape[0] - Offset}. Encode the inputs with this model.");
        }

        return [.. pass.Examples.SelectMany(example => RowsOf(example).Skip(pass.Offset))];
    }

    private IEnumerable<int> RowsOf(EncodedExample example)
    {
        int count = 0;
        for (int place = 0; place < example.Tokens.Length; place++)
        {
            bool isPadding = example.Tokens[place].Id == PaddingId;
            count += isPadding ? 0 : 1;
            yield return Offset + Rule switch
            {
                PositionRule.Place => place,
                PositionRule.FromStart => Math.Max(0, place - example.Start),
                _ => isPadding ? 0 : count,
            };
        }
    }
}
