using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws charts side by side, in lines, under one legend of the curves.</summary>
internal static class ChartDrawing
{
    private const double Margin = 16;
    private const double LineWidth = 1120;
    private const double Gap = 32;
    private const double NarrowestFigure = 360;

    public static void Draw(ChartFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Panels.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No charts to show.", destination);
            return;
        }

        ChartColors colors = new(figure.Panels, theme);
        ImmutableArray<ImmutableArray<PanelDrawing>> lines = Flow(figure.Panels.Select(panel => Of(panel, colors, theme)));
        double width = Math.Max(lines.Max(Length) + (2 * Margin), NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        CurveLegend legend = new(colors.Curves, width - (2 * Margin));
        double top = Margin + heading.Height + legend.Height;
        FigureSize size = new(width, top + lines.Sum(line => line.Max(panel => panel.Height) + Gap) - Gap + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, colors, Margin, Margin + heading.Height);
        foreach (ImmutableArray<PanelDrawing> line in lines)
        {
            double x = Margin;
            foreach (PanelDrawing panel in line)
            {
                panel.Draw(canvas, x, top);
                x += panel.Width + Gap;
            }

            top += line.Max(panel => panel.Height) + Gap;
        }
    }

    private static double Length(ImmutableArray<PanelDrawing> line) => line.Sum(panel => panel.Width + Gap) - Gap;

    private static ImmutableArray<ImmutableArray<PanelDrawing>> Flow(IEnumerable<PanelDrawing> panels)
    {
        List<ImmutableArray<PanelDrawing>> lines = [];
        ImmutableArray<PanelDrawing> line = [];
        foreach (PanelDrawing panel in panels)
        {
            if (!line.IsEmpty && Length(line) + Gap + panel.Width > LineWidth)
            {
                lines.Add(line);
                line = [];
            }

            line = line.Add(panel);
        }

        return [.. lines, line];
    }

    private static PanelDrawing Of(ChartPanel panel, ChartColors colors, RenderTheme theme) => panel switch
    {
        BarPanel bars => new BarDrawing(bars, theme),
        CurvePanel curves => new CurveDrawing(curves, colors),
        ScatterPanel points => new ScatterDrawing(points, theme),
        WaterfallPanel waterfall => new WaterfallDrawing(waterfall, theme),
        _ => throw new LensInputException($"A chart is a {panel.GetType().Name}; expected bars, curves, points or steps."),
    };
}
