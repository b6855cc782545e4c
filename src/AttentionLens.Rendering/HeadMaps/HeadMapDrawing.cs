using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws heads as points, both directions to one scale, in the colours of their layers.</summary>
internal sealed class HeadMapDrawing
{
    private const double Margin = 16;
    private const double PlotWidth = 640;
    private const double TallestPlot = 560;
    private const double LowestPlot = 160;
    private const double Padding = 36;
    private const double TextSize = 10;
    private const double NoteSize = 11;
    private const double NoteHeight = 20;
    private const int ManyHeads = 160;
    private readonly HeadMapFigure _figure;
    private readonly LayerColors _colors;
    private readonly Ground _ground;
    private readonly ImmutableArray<(double X, double Y)> _places;
    private readonly double _plotHeight;
    private readonly double _radius;

    public HeadMapDrawing(HeadMapFigure figure, RenderTheme theme)
    {
        (_figure, _ground) = (figure, Ground.For(theme));
        _colors = new LayerColors(figure.Points, theme, PlotWidth);
        _radius = figure.Points.Length > ManyHeads ? 3.5 : 5;
        (double left, double right) = (figure.Points.Min(point => (double)point.X), figure.Points.Max(point => (double)point.X));
        (double low, double high) = (figure.Points.Min(point => (double)point.Y), figure.Points.Max(point => (double)point.Y));

        // Halves keep the difference of two huge numbers finite.
        (double spanX, double spanY) = ((right / 2) - (left / 2), (high / 2) - (low / 2));
        double scale = Math.Min(Scale(PlotWidth, spanX), Scale(TallestPlot, spanY));
        scale = double.IsFinite(scale) ? scale : 1;
        _plotHeight = Math.Clamp((2 * spanY * scale) + (2 * Padding), LowestPlot, TallestPlot);
        _places =
        [
            .. figure.Points.Select(point => (
                (PlotWidth / 2) + ((point.X - (left / 2) - (right / 2)) * scale),
                (_plotHeight / 2) - ((point.Y - (low / 2) - (high / 2)) * scale))),
        ];
    }

    public void Draw(Stream destination)
    {
        Heading heading = new(_figure.Title, PlotWidth);
        double top = Margin + heading.Height + _colors.Height;
        FigureSize size = new(PlotWidth + (2 * Margin), top + _plotHeight + (2 * NoteHeight) + Margin, heading.Height);
        using SvgCanvas canvas = new(destination, _figure, _ground, size, FigureText.Describe(_figure));
        heading.Draw(canvas, Margin, Margin);
        _colors.Draw(canvas, Margin, Margin + heading.Height);
        canvas.Frame(Margin, top, PlotWidth, _plotHeight);
        for (int point = 0; point < _places.Length; point++)
        {
            canvas.Open("circle").Set("cx", Margin + _places[point].X).Set("cy", top + _places[point].Y).Set("r", _radius)
                .Set("fill", _colors.Of(_figure.Points[point].Layer)).Set("stroke", _ground.Muted).Set("stroke-width", 0.75)
                .Hover($"head {HeadMapView.Name(_figure.Points[point])}: {NumberText.Short(_figure.Points[point].X)}, {NumberText.Short(_figure.Points[point].Y)}, {NumberText.Short(_figure.Points[point].Z)}").Close();
        }

        PointLabels labels = new(_places, _radius, TextSize, (PlotWidth, _plotHeight));
        int written = 0;
        foreach ((int point, double x, double y) in labels.Of([.. _figure.Points.Select(HeadMapView.Name)]))
        {
            canvas.Write(new Label(Margin + x, top + y, HeadMapView.Name(_figure.Points[point]), TextSize) { IsMono = true });
            written++;
        }

        double below = top + _plotHeight + NoteHeight - 2;
        canvas.Write(Note(Margin, below, HeadMapView.Fit(_figure)));
        string named = written == _places.Length ? "Names are layer.head." : $"Names are layer.head; {NumberText.Count(written)} of {NumberText.Count(_places.Length)} have room, all show on hover.";
        canvas.Write(Note(Margin, below + NoteHeight - 4, named));
    }

    private static double Scale(double room, double halfSpan) => halfSpan > 0 ? (room - (2 * Padding)) / halfSpan / 2 : double.PositiveInfinity;

    private Label Note(double x, double y, string text) => new(x, y, Elision.Sans(text, PlotWidth / NoteSize), NoteSize) { Fill = _ground.Muted, Full = text };
}
