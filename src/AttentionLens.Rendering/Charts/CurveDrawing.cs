using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws curves over one axis, with bands where they have them.</summary>
internal sealed class CurveDrawing : PanelDrawing
{
    private readonly CurvePanel _panel;
    private readonly ChartColors _colors;
    private readonly PlotArea _plot;

    public CurveDrawing(CurvePanel panel, ChartColors colors)
    {
        (_panel, _colors) = (panel, colors);
        _plot = new PlotArea(
            ChartRange.Of(panel.Curves.SelectMany(curve => curve.X)),
            panel.IsLogarithmic ? ChartRange.OfPowers(Heights(panel)) : ChartRange.Of(Heights(panel)),
            panel.Horizontal,
            panel.Vertical,
            panel.IsLogarithmic);
    }

    public override double Width => _plot.Width;

    public override double Height => TitleHeight + PlotArea.Height;

    public override void Draw(SvgCanvas canvas, double x, double y)
    {
        DrawTitle(canvas, _panel.Title, x, y);
        _plot.Draw(canvas, x, y + TitleHeight);
        if (_panel.Curves.IsEmpty)
        {
            _plot.WriteEmpty(canvas, "No curves to show.");
        }

        // Bands lie below every curve, and the control below the curves that are compared with it.
        foreach (ChartCurve curve in _panel.Curves.Where(curve => !curve.Lower.IsEmpty))
        {
            StringBuilder band = new();
            Append(band, curve.X, curve.Upper, isReversed: false);
            Append(band, curve.X, curve.Lower, isReversed: true);
            canvas.Open("path").Set("d", band.Append('z').ToString()).Set("fill", _colors.ColorOf(curve)).Set("fill-opacity", 0.18).Close();
        }

        foreach (ChartCurve curve in _panel.Curves.Where(curve => !curve.X.IsEmpty).OrderByDescending(curve => curve.IsControl))
        {
            DrawCurve(canvas, curve);
        }
    }

    private static IEnumerable<float> Heights(CurvePanel panel) => panel.Curves.SelectMany(curve => curve.Y.Concat(curve.Lower).Concat(curve.Upper));

    private void DrawCurve(SvgCanvas canvas, ChartCurve curve)
    {
        if (curve.X.Length == 1)
        {
            canvas.Open("circle").Set("cx", _plot.PlaceX(curve.X[0])).Set("cy", _plot.PlaceY(curve.Y[0])).Set("r", 3).Set("fill", _colors.ColorOf(curve));
        }
        else
        {
            StringBuilder path = new();
            Append(path, curve.X, curve.Y, isReversed: false);
            canvas.Open("path").Set("d", path.ToString());
            _colors.SetStroke(canvas, curve);
        }

        canvas.Hover(VisibleText.Of(curve.Name)).Close();
    }

    private void Append(StringBuilder path, ImmutableArray<float> xs, ImmutableArray<float> ys, bool isReversed)
    {
        for (int step = 0; step < xs.Length; step++)
        {
            int point = isReversed ? xs.Length - 1 - step : step;
            path.Append(path.Length == 0 ? 'M' : 'L').Append(NumberText.Coordinate(_plot.PlaceX(xs[point]))).Append(' ').Append(NumberText.Coordinate(_plot.PlaceY(ys[point])));
        }
    }
}
