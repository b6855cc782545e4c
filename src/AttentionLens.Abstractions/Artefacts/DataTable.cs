using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A table.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with one cell for each column.</param>
public sealed record DataTable(
    ArtefactId Id, string Title, ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<TableCell>> Rows) : Artefact(Id, Title)
{
    private const int MostCells = 1 << 20;
    private const int MostColumns = 4096;

    /// <inheritdoc/>
    public override string? FindProblem()
    {
        if (Rows.IsDefault || Columns.IsDefault || (long)Columns.Length * Rows.Length > MostCells)
        {
            return ArtefactFit.Invariant($"has no columns, no rows, or more than {MostCells} cells; expected lists that may be empty; publish several tables");
        }

        return ArtefactFit.List(Columns, "columns", MostColumns) ?? ArtefactFit.First(Columns, column => column.FindProblem()) ?? FindRowProblem();
    }

    private string? FindRowProblem()
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            if (ArtefactFit.Filled(Rows[row], Columns.Length, ArtefactFit.Invariant($"cells in row {row}"), "one for each column") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
