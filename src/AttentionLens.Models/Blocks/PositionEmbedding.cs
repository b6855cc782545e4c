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
        int[] rows = new int[pass.Examples.Sum(example => example.Tokens.Length)];
        int length = rows.Length / pass.Examples.Length;
        if (length + Offset > Table.Shape[0])
        {
            throw new LensInputException(
                $"The batch has {length} positions; the model has {Table.Shape[0] - Offset}. Encode the inputs with this model.");
        }

        for (int index = 0, count = 0; index < rows.Length; index++)
        {
            (int example, int place) = Math.DivRem(index, length);
            count = place == 0 ? 0 : count;
            bool isPadding = pass.Examples[example].Tokens[place].Id == PaddingId;
            count += isPadding ? 0 : 1;
            rows[index] = Offset + Rule switch
            {
                PositionRule.Place => place,
                PositionRule.FromStart => Math.Max(0, place - pass.Examples[example].Start),
                _ => isPadding ? 0 : count,
            };
        }

        return rows;
    }
}
