using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Refuses artefacts whose data do not fit together, with the one line that says where.</summary>
internal static class FigureChecks
{
    /// <summary>The longest side of a matrix that is drawn.</summary>
    public const int LongestSide = 4096;

    /// <summary>The most tokens that are drawn.</summary>
    public const int MostTokens = 16384;

    private const int MostPanels = 4096;
    private const int MostCells = 1 << 20;
    private const int MostDecimals = 15;

    /// <summary>Checks an artefact of any type that the renderers here draw.</summary>
    /// <exception cref="LensInputException">The data do not fit together, or it is of another type.</exception>
    public static void Any(Artefact artefact)
    {
        switch (artefact)
        {
            case MatrixFigure matrix:
                Matrix(matrix);
                break;
            case HeadGridFigure grid:
                HeadGrid(grid);
                break;
            case TokenStripFigure strip:
                TokenStrip(strip);
                break;
            case DataTable table:
                Table(table);
                break;
            case ImageOverlayFigure overlay:
                ComparisonChecks.Overlay(overlay);
                break;
            case TokenComparisonFigure comparison:
                ComparisonChecks.Tokens(comparison);
                break;
            case ChartFigure chart:
                ChartChecks.Chart(chart);
                break;
            default:
                throw Refused(artefact, $"is a {artefact.GetType().Name}; expected one that CanRender accepts");
        }
    }

    private static void Matrix(MatrixFigure figure)
    {
        Scale(figure, figure.Scale);
        long cells = Cells(figure, figure.Rows, figure.Columns);
        Filled(figure, figure.Values, cells, "values", $"{figure.Rows.Labels.Length} rows times {figure.Columns.Labels.Length} columns");
        Outlines(figure, figure.Outlines, figure.Rows.Labels.Length, figure.Columns.Labels.Length);
    }

    /// <summary>Refuses outlines of cells that are not there.</summary>
    public static void Outlines(Artefact figure, ImmutableArray<MatrixCell> outlines, int rows, int columns)
    {
        if (outlines.IsDefault || outlines.Length > MostCells)
        {
            throw Refused(figure, $"has {(outlines.IsDefault ? "no list of" : outlines.Length)} outlines; expected up to {MostCells}");
        }

        foreach (MatrixCell cell in outlines)
        {
            if (cell.Row < 0 || cell.Row >= rows || cell.Column < 0 || cell.Column >= columns)
            {
                throw Refused(figure, $"outlines row {cell.Row}, column {cell.Column}; expected cells of {rows} rows times {columns} columns, from 0");
            }
        }
    }

    private static void HeadGrid(HeadGridFigure figure)
    {
        Scale(figure, figure.Scale);
        long cells = Cells(figure, figure.Rows, figure.Columns);
        if (figure.Panels.IsDefault || figure.Panels.Length > MostPanels)
        {
            throw Refused(figure, $"has {(figure.Panels.IsDefault ? "no list of" : figure.Panels.Length)} panels; expected up to {MostPanels}; publish several figures");
        }

        HashSet<(int, int)> seen = [];
        foreach (HeadPanel panel in figure.Panels)
        {
            string name = $"layer {panel.Layer} head {panel.Head}";
            if (panel.Layer < 0 || panel.Head < 0 || !seen.Add((panel.Layer, panel.Head)))
            {
                throw Refused(figure, $"has a panel for {name} that is negative or there twice; expected each head once, from 0");
            }

            Filled(figure, panel.Values, cells, $"values for {name}", $"{figure.Rows.Labels.Length} rows times {figure.Columns.Labels.Length} columns");
        }
    }

    private static void TokenStrip(TokenStripFigure figure)
    {
        Scale(figure, figure.Scale);
        if (figure.Tokens.IsDefault || figure.Tokens.Length > MostTokens)
        {
            throw Refused(figure, $"has {(figure.Tokens.IsDefault ? "no list of" : figure.Tokens.Length)} tokens; expected up to {MostTokens}; cut the text");
        }

        Filled(figure, figure.Scores, figure.Tokens.Length, "scores", "one for each token");
    }

    private static void Table(DataTable table)
    {
        if (table.Columns.IsDefault || table.Rows.IsDefault || (long)table.Columns.Length * table.Rows.Length > MostCells)
        {
            throw Refused(table, $"has no columns, no rows, or more than {MostCells} cells; expected lists that may be empty; publish several tables");
        }

        foreach (TableColumn column in table.Columns)
        {
            if (column.Decimals is < 0 or > MostDecimals)
            {
                throw Refused(table, $"shows column '{VisibleText.Short(column.Name)}' with {column.Decimals} decimals; expected 0 to {MostDecimals}");
            }
        }

        for (int row = 0; row < table.Rows.Length; row++)
        {
            Filled(table, table.Rows[row], table.Columns.Length, $"cells in row {row}", "one for each column");
        }
    }

    private static long Cells(Artefact figure, AxisLabels rows, AxisLabels columns)
    {
        Side(figure, rows, "rows");
        Side(figure, columns, "columns");
        return (long)rows.Labels.Length * columns.Labels.Length;
    }

    private static void Side(Artefact figure, AxisLabels labels, string name)
    {
        if (labels.Labels.IsDefault || labels.Labels.Length > LongestSide)
        {
            throw Refused(figure, $"has {(labels.Labels.IsDefault ? "no list of" : labels.Labels.Length)} {name}; expected up to {LongestSide}; cut the matrix or aggregate it");
        }
    }

    /// <summary>Refuses a colour scale without two ends in order.</summary>
    public static void Scale(Artefact figure, ColorScale scale)
    {
        if (!double.IsFinite(scale.Minimum) || !double.IsFinite(scale.Maximum) || scale.Minimum > scale.Maximum)
        {
            throw Refused(figure, $"has a colour scale from {NumberText.Short(scale.Minimum)} to {NumberText.Short(scale.Maximum)}; expected two finite numbers in order");
        }
    }

    /// <summary>Refuses a list of another length.</summary>
    public static void Filled<T>(Artefact artefact, ImmutableArray<T> found, long expected, string what, string rule)
    {
        if (found.IsDefault || found.Length != expected)
        {
            throw Refused(artefact, $"has {(found.IsDefault ? 0 : found.Length)} {what}; expected {expected}, {rule}");
        }
    }

    /// <summary>The error for an artefact.</summary>
    public static LensInputException Refused(Artefact artefact, string found) => new($"Artefact '{artefact.Id}' {found}.");
}
