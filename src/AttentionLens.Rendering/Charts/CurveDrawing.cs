using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws curves over one axis, with bands where they have them.</summary>
internal sealed class CurveDrawing : PanelDrawing
{
    private const double PlotWidth = 320;
    private const double PlotHeight = 220;
    private const double TickSize = 10;
    private const double TextSize = 11;
    private const double TickRoom = 20;
    private const double AxisTitle = 18;
    private readonly CurvePanel _panel;
    private readonly ChartColors _colors;
    private readonly ChartRange _x;
    private readonly ChartRange _y;
    private readonly List<double> _ticks;
    private readonly double _left;

    public CurveDrawing(CurvePanel panel, ChartColors colors)
    {
        (_panel, _colors) = (panel, colors);
        _x = ChartRange.Of(panel.Curves.SelectMany(curve => curve.X));
        _y = ChartRange.Of(panel.Curves.SelectMany(curve => curve.Y.Concat(curve.Lower).Concat(curve.Upper)));
        _ticks = Ticks.For(_y.Low, _y.High, PlotHeight, TickSize);
        _left = AxisTitle + (_ticks.Max(tick => TextWidth.Em(NumberText.Short(tick))) * TickSize) + 8;
    }

    public override double Width => _left + PlotWidth;

    public override double Height => TitleHeight + PlotHeight + TickRoom + AxisTitle;

    public override void Draw(SvgCanvas canvas, double x, double y)
    {
        DrawTitle(canvas, _panel.Title, x, y);
        (double left, double top) = (x + _left, y + TitleHeight);
        canvas.Frame(left, top, PlotWidth, PlotHeight);
        DrawAxes(canvas, x, left, top);
        if (_panel.Curves.IsEmpty)
        {
            canvas.Write(new Label(left + (PlotWidth / 2), top + (PlotHeight / 2), "No curves to show.", TextSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.Middle });
        }

        // Bands lie below every curve, and the control below the curves that are compared with it.
        foreach (ChartCurve curve in _panel.Curves.Where(curve => !curve.Lower.IsEmpty))
        {
            StringBuilder band = new();
            Append(band, curve.X, curve.Upper, left, top, isReversed: false);
            Append(band, curve.X, curve.Lower, left, top, isReversed: true);
            canvas.Open("path").Set("d", band.Append('z').ToString()).Set("fill", _colors.ColorOf(curve)).Set("fill-opacity", 0.18).Close();
        }

        foreach (ChartCurve curve in _panel.Curves.Where(curve => !curve.X.IsEmpty).OrderByDescending(curve => curve.IsControl))
        {
            DrawCurve(canvas, curve, left, top);
        }
    }

    private void DrawCurve(SvgCanvas canvas, ChartCurve curve, double left, double top)
    {
        if (curve.X.Length == 1)
        {
            canvas.Open("circle").Set("cx", PlaceX(curve.X[0], left)).Set("cy", PlaceY(curve.Y[0], top)).Set("r", 3).Set("fill", _colors.ColorOf(curve));
        }
        else
        {
            StringBuilder path = new();
            Append(path, curve.X, curve.Y, left, top, isReversed: false);
            canvas.Open("path").Set("d", path.ToString());
            _colors.SetStroke(canvas, curve);
        }

        canvas.Hover(VisibleText.Of(curve.Name)).Close();
    }

    private void DrawAxes(SvgCanvas canvas, double x, double left, double top)
    {
        foreach (double tick in _ticks)
        {
            double place = PlaceY(tick, top);
            canvas.Line(left, place, left + PlotWidth, place);
            canvas.Write(new Label(left - 6, place + (0.35 * TickSize), NumberText.Short(tick), TickSize) { Fill = canvas.Ground.Muted, IsMono = true, Anchor = Anchor.End });
        }

        double bottom = top + PlotHeight;
        foreach (double tick in Ticks.For(_x.Low, _x.High, PlotWidth, TickSize))
        {
            double place = PlaceX(tick, left);
            canvas.Line(place, bottom, place, bottom + 4);
            canvas.Write(new Label(place, bottom + 15, NumberText.Short(tick), TickSize)
            {
                Fill = canvas.Ground.Muted,
                IsMono = true,
                Anchor = tick == _x.Low ? Anchor.Start : tick == _x.High ? Anchor.End : Anchor.Middle,
            });
        }

        WriteTitle(canvas, _panel.Horizontal, PlotWidth, left + (PlotWidth / 2), bottom + TickRoom + TextSize, 0);
        WriteTitle(canvas, _panel.Vertical, PlotHeight, x + TextSize, top + (PlotHeight / 2), -90);
    }

    private static void WriteTitle(SvgCanvas canvas, string title, double length, double x, double y, double angle)
    {
        string full = VisibleText.Of(title);
        if (full.Length > 0)
        {
            canvas.Write(new Label(x, y, Elision.Sans(full, length / TextSize), TextSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.Middle, Angle = angle, Full = full });
        }
    }

    private double PlaceX(double number, double left) => left + (_x.ShareOf(number) * PlotWidth);

    private double PlaceY(double number, double top) => top + ((1 - _y.ShareOf(number)) * PlotHeight);

    private void Append(StringBuilder path, ImmutableArray<float> xs, ImmutableArray<float> ys, double left, double top, bool isReversed)
    {
        for (int step = 0; step < xs.Length; step++)
        {
            int point = isReversed ? xs.Length - 1 - step : step;
            path.Append(path.Length == 0 ? 'M' : 'L').Append(NumberText.Coordinate(PlaceX(xs[point], left))).Append(' ').Append(NumberText.Coordinate(PlaceY(ys[point], top)));
        }
    }
}
