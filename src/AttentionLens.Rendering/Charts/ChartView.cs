namespace AttentionLens.Rendering;

/// <summary>Shows charts.</summary>
internal sealed class ChartView : FigureView<ChartFigure>
{
    /// <inheritdoc/>
    protected override string Shape(ChartFigure figure) => figure.Panels.IsEmpty ? "No charts." : $"{string.Join("; ", figure.Panels.Select(Panel))}.";

    /// <inheritdoc/>
    protected override void Draw(ChartFigure figure, RenderTheme theme, Stream destination) => ChartDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, ChartFigure figure) => MarkdownChart.Append(page, figure);

    private static string Panel(ChartPanel panel) => panel switch
    {
        BarPanel bars => $"{NumberText.Count(bars.Labels.Length, "bar", "bars")} ({VisibleText.Of(bars.Title)})",
        CurvePanel curves => $"{NumberText.Count(curves.Curves.Length, "curve", "curves")} ({VisibleText.Of(curves.Title)})",
        ScatterPanel scatter => $"{NumberText.Count(scatter.Points.Length, "point", "points")} ({VisibleText.Of(scatter.Title)})",
        WaterfallPanel waterfall =>
            $"{NumberText.Count(waterfall.Labels.Length, "step", "steps")} from {NumberText.Short(waterfall.Start)} to {NumberText.Short(waterfall.End)} ({VisibleText.Of(waterfall.Title)})",
        _ => VisibleText.Of(panel.Title),
    };
}
