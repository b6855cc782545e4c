using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Says what does not fit together in a figure, table or address, so that nothing later has to doubt it.</summary>
internal static class ArtefactCheck
{
    /// <summary>More decimals than a double holds say nothing.</summary>
    public const int MostDecimals = 17;

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(Artefact artefact)
    {
        if (artefact.Id.Value.Length == 0)
        {
            return "a figure or table has no id; give it one";
        }

        string? problem = artefact.Title is null || artefact.Caption is null
            ? "the title or the caption is null; give a text"
            : Problem(artefact.Address) ?? artefact switch
            {
                MatrixFigure matrix => Grid(matrix.Rows, matrix.Columns, matrix.Values) ?? Outlines(matrix.Outlines, matrix.Rows.Labels.Length, matrix.Columns.Labels.Length) ?? Scale(matrix.Scale),
                HeadGridFigure grid => Panels(grid) ?? Scale(grid.Scale),
                TokenStripFigure strip => Strip(strip) ?? Scale(strip.Scale),
                DataTable table => Table(table),
                ImageOverlayFigure overlay => ComparisonCheck.Problem(overlay),
                TokenComparisonFigure comparison => ComparisonCheck.Problem(comparison),
                ChartFigure chart => ChartCheck.Problem(chart),
                _ => null,
            };
        return problem is null ? null : $"artefact '{artefact.Id}': {problem}";
    }

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(Finding finding) =>
        !finding.Measures.IsDefault && finding.Measures.Any(measure => measure?.Name is null || measure.Unit is null)
            ? "a measure is null, or has no name or unit; give all three"
            : !Enum.IsDefined(finding.Severity) ? $"its severity is {(int)finding.Severity}; expected Hidden, Note, Warning or Error"
            : Problem(finding.Address);

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(SiteAddress address) =>
        address.Hook is { Value.Length: 0 } ? "the address has an empty hook name; leave the hook out or name one"
        : address.Head < 0 || address.Query < 0 || address.Key < 0 || address.Example < 0
            ? $"the address {address} has a negative part; heads, positions and examples count from 0"
            : null;

    private static string? Grid(AxisLabels rows, AxisLabels columns, ImmutableArray<float> values)
    {
        if (rows is null || columns is null || values.IsDefault)
        {
            return "the labels or the values are missing";
        }

        if (Labels(rows) is { } problem || (problem = Labels(columns)) is not null)
        {
            return problem;
        }

        long expected = (long)rows.Labels.Length * columns.Labels.Length;
        return values.Length == expected
            ? null
            : FormattableString.Invariant($"{values.Length} values, expected {rows.Labels.Length} rows x {columns.Labels.Length} columns");
    }

    /// <summary>One line on outlines that are not there, or null.</summary>
    public static string? Outlines(ImmutableArray<MatrixCell> outlines, int rows, int columns)
    {
        if (outlines.IsDefault)
        {
            return "the list of outlines is missing; give an empty one";
        }

        foreach (MatrixCell cell in outlines)
        {
            if (cell.Row < 0 || cell.Row >= rows || cell.Column < 0 || cell.Column >= columns)
            {
                return FormattableString.Invariant($"row {cell.Row}, column {cell.Column} is outlined; there are {rows} rows and {columns} columns");
            }
        }

        return null;
    }

    private static string? Labels(AxisLabels labels) =>
        labels.Title is null || labels.Labels.IsDefault || labels.Labels.Any(label => label is null)
            ? "a label is null; give a text"
            : null;

    private static string? Panels(HeadGridFigure grid)
    {
        if (grid.Panels.IsDefault || grid.Rows is null || grid.Columns is null)
        {
            return "the panels or the labels are missing";
        }

        if (Labels(grid.Rows) is { } labels || (labels = Labels(grid.Columns)) is not null)
        {
            return labels;
        }

        foreach (HeadPanel panel in grid.Panels)
        {
            if (panel is null || panel.Layer < 0 || panel.Head < 0)
            {
                return "a panel is null or has a negative layer or head; layers and heads count from 0";
            }

            if (Grid(grid.Rows, grid.Columns, panel.Values) is { } problem)
            {
                return FormattableString.Invariant($"layer {panel.Layer}, head {panel.Head}: {problem}");
            }
        }

        return null;
    }

    private static string? Strip(TokenStripFigure strip)
    {
        if (strip.Tokens.IsDefault || strip.Scores.IsDefault || strip.Tokens.Any(token => token is null))
        {
            return "the tokens or the scores are missing";
        }

        return strip.Tokens.Length == strip.Scores.Length
            ? null
            : FormattableString.Invariant($"{strip.Scores.Length} scores for {strip.Tokens.Length} tokens, expected one for each");
    }

    private static string? Table(DataTable table)
    {
        if (table.Columns.IsDefault || table.Rows.IsDefault || table.Columns.Any(column => column?.Name is null))
        {
            return "the columns or the rows are missing";
        }

        if (table.Columns.Any(column => column.Decimals is < 0 or > MostDecimals))
        {
            return FormattableString.Invariant($"a column has a negative number of decimals or more than {MostDecimals}");
        }

        foreach (ImmutableArray<TableCell> row in table.Rows)
        {
            if (row.IsDefault || row.Length != table.Columns.Length)
            {
                return FormattableString.Invariant(
                    $"a row of {(row.IsDefault ? 0 : row.Length)} cells, expected one for each of {table.Columns.Length} columns");
            }
        }

        return null;
    }

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Scale(ColorScale scale) =>
        scale is null || scale.Unit is null || !double.IsFinite(scale.Minimum) || !double.IsFinite(scale.Maximum)
            ? "the colour scale is missing, or an end of it is not a finite number"
            : null;
}
