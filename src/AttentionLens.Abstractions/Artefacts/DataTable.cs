using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A table.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with one cell for each column.</param>
public sealed record DataTable(
    ArtefactId Id, string Title, ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<TableCell>> Rows) : Artefact(Id, Title);
