namespace AttentionLens.Rendering;

/// <summary>Draws points, one quantity against another; what a point stands for is read on hover.</summary>
internal sealed class ScatterDrawing : PanelDrawing
{
    private const double SubtitleHeight = 18;
    private const double Radius = 4;
    private readonly ScatterPanel _panel;
    private readonly RenderTheme _theme;
    private readonly PlotArea _plot;

    public ScatterDrawing(ScatterPanel panel, RenderTheme theme)
    {
        (_panel, _theme) = (panel, theme);
        _plot = new PlotArea(
            ChartRange.WithZero(panel.Points.Select(point => point.X)), ChartRange.WithZero(panel.Points.Select(point => point.Y)), panel.Horizontal, panel.Vertical);
    }

    public override double Width => _plot.Width;

    public override double Height => Above + PlotArea.Height;

    private double Above => TitleHeight + (_panel.Subtitle.Length == 0 ? 0 : SubtitleHeight);

    public override void Draw(SvgCanvas canvas, double x, double y)
    {
        DrawTitle(canvas, _panel.Title, x, y);
        if (_panel.Subtitle.Length > 0)
        {
            string full = VisibleText.Of(_panel.Subtitle);
            canvas.Write(new Label(x, y + TitleHeight + 6, Elision.Sans(full, Width / PlotArea.TextSize), PlotArea.TextSize) { Fill = canvas.Ground.Muted, Full = full });
        }

        _plot.Draw(canvas, x, y + Above);
        if (_panel.Points.IsEmpty)
        {
            _plot.WriteEmpty(canvas, "No points to show.");
        }

        foreach (ScatterPoint point in _panel.Points)
        {
            canvas.Open("circle").Set("cx", _plot.PlaceX(point.X)).Set("cy", _plot.PlaceY(point.Y)).Set("r", Radius)
                .Set("fill", ChartColors.At(0, _theme)).Set("fill-opacity", 0.65)
                .Hover($"{Reading.Isolated(VisibleText.Of(point.Label))}: {NumberText.Short(point.X)} and {NumberText.Short(point.Y)}").Close();
        }
    }
}
