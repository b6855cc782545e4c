using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Writes tables for a person. What is not a terminal gets whole lines without colours, as other programs read them.</summary>
internal static class Tables
{
    private const int WithoutEnd = 1 << 14;

    /// <summary>Writes a table; the cells are texts, not markup.</summary>
    public static void Write(CliStreams streams, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Consoles.Create(streams, WithoutEnd).Write(Of(columns, rows));

    /// <summary>A table; the cells are texts, not markup.</summary>
    public static Table Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().AddColumns([.. columns.Select(Printable.Cell)]);
        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(Printable.Cell)]);
        }

        return table;
    }
}
