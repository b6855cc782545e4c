using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes artefacts as Markdown: tables whole, figures as a picture's name and their strongest numbers.</summary>
internal sealed class MarkdownRenderer : ArtefactRenderer
{
    private const int HeadingLevel = 3;
    private const int MostValues = 12;
    private const int MostRows = 1000;

    /// <inheritdoc/>
    public override string Format => "md";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => artefact
        is MatrixFigure or HeadGridFigure or TokenStripFigure or DataTable or ImageOverlayFigure or TokenComparisonFigure or ChartFigure;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination)
    {
        FigureChecks.Any(artefact);
        MarkdownPage page = new();
        page.Heading(HeadingLevel, VisibleText.Of(artefact.Title));
        page.Paragraph(VisibleText.Prose(artefact.Caption));
        if (artefact is not DataTable)
        {
            page.Block($"![{MarkdownText.Inline(FigureText.Shape(artefact))}](figures/{artefact.Id.FileName}.svg)");
        }

        switch (artefact)
        {
            case MatrixFigure matrix:
                Append(page, matrix);
                break;
            case HeadGridFigure grid:
                Append(page, grid);
                break;
            case TokenStripFigure strip:
                Append(page, strip);
                break;
            case DataTable table:
                Append(page, table);
                break;
            case ImageOverlayFigure overlay:
                MarkdownComparison.Append(page, overlay);
                break;
            case TokenComparisonFigure comparison:
                MarkdownComparison.Append(page, comparison);
                break;
            case ChartFigure chart:
                MarkdownChart.Append(page, chart);
                break;
        }

        page.WriteTo(destination);
    }

    private static void Append(MarkdownPage page, MatrixFigure matrix)
    {
        int columns = matrix.Columns.Labels.Length;
        Strongest(page, matrix.Values.Length, [Named(matrix.Rows, "row"), Named(matrix.Columns, "column"), Value(matrix.Scale)],
            StrongestValues.Of(matrix.Values, MostValues).Select(index => (IEnumerable<string>)
            [
                VisibleText.Label(matrix.Rows.Labels[index / columns]),
                VisibleText.Label(matrix.Columns.Labels[index % columns]),
                NumberText.Short(matrix.Values[index]),
            ]));
    }

    private static void Append(MarkdownPage page, HeadGridFigure grid)
    {
        int columns = grid.Columns.Labels.Length;
        var strongest = grid.Panels
            .SelectMany(panel => StrongestValues.Of(panel.Values, MostValues).Select(index => (Panel: panel, Index: index, Value: panel.Values[index])))
            .OrderByDescending(entry => Math.Abs(entry.Value))
            .ThenBy(entry => entry.Panel.Layer).ThenBy(entry => entry.Panel.Head).ThenBy(entry => entry.Index)
            .Take(MostValues);
        long count = (long)grid.Panels.Length * grid.Rows.Labels.Length * columns;
        Strongest(page, count, [("layer", true), ("head", true), Named(grid.Rows, "row"), Named(grid.Columns, "column"), Value(grid.Scale)],
            strongest.Select(entry => (IEnumerable<string>)
            [
                NumberText.Count(entry.Panel.Layer),
                NumberText.Count(entry.Panel.Head),
                VisibleText.Label(grid.Rows.Labels[entry.Index / columns]),
                VisibleText.Label(grid.Columns.Labels[entry.Index % columns]),
                NumberText.Short(entry.Value),
            ]));
    }

    private static void Append(MarkdownPage page, TokenStripFigure strip) =>
        Strongest(page, strip.Scores.Length, [("position", true), ("token", false), Value(strip.Scale)],
            StrongestValues.Of(strip.Scores, MostValues).Select(index => (IEnumerable<string>)
            [
                NumberText.Count(index), VisibleText.Label(strip.Tokens[index]), NumberText.Short(strip.Scores[index]),
            ]));

    private static void Append(MarkdownPage page, DataTable table)
    {
        if (table.Columns.IsEmpty)
        {
            page.Paragraph("No columns to show.");
            return;
        }

        page.Table(
            [.. table.Columns.Select((column, index) => (TableText.Heading(column), TableText.IsNumeric(table, index)))],
            table.Rows.Take(MostRows).Select(row => row.Select((cell, index) => TableText.Cell(cell, table.Columns[index]))));
        page.Paragraph(table.Rows.IsEmpty ? "No rows." : TableText.Omitted(table, Math.Min(table.Rows.Length, MostRows), table.Columns.Length));
    }

    private static void Strongest(
        MarkdownPage page, long count, ImmutableArray<(string Name, bool IsNumeric)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        ImmutableArray<IEnumerable<string>> shown = [.. rows];
        if (shown.IsEmpty)
        {
            page.Paragraph(count == 0 ? "No numbers to show." : $"All {NumberText.Count(count)} numbers are {NumberText.Missing}.");
            return;
        }

        page.Paragraph($"Strongest {NumberText.Count(shown.Length)} of {NumberText.Count(count)}:");
        page.Table(columns, shown);
    }

    private static (string Name, bool IsNumeric) Named(AxisLabels labels, string otherwise) =>
        (string.IsNullOrEmpty(labels.Title) ? otherwise : VisibleText.Of(labels.Title), false);

    private static (string Name, bool IsNumeric) Value(ColorScale scale) =>
        (string.IsNullOrEmpty(scale.Unit) ? "value" : VisibleText.Of(scale.Unit), true);
}
