using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The names of the curves with a piece of each, flowing like text.</summary>
internal sealed class CurveLegend
{
    private const double TextSize = 11;
    private const double Swatch = 22;
    private const double Gap = 18;
    private const double LineHeight = 18;
    private const double LongestName = 28;
    private readonly List<(ChartCurve Curve, string Text, double X, double Y)> _entries = [];

    public CurveLegend(ImmutableArray<ChartCurve> curves, double width)
    {
        double x = 0;
        double y = 0;
        foreach (ChartCurve curve in curves)
        {
            string text = Elision.Sans(VisibleText.Of(curve.Name), LongestName);
            double length = Swatch + 6 + (TextWidth.SansEm(text) * TextSize);
            if (x > 0 && x + length > width)
            {
                (x, y) = (0, y + LineHeight);
            }

            _entries.Add((curve, text, x, y));
            x += length + Gap;
        }

        Height = curves.IsEmpty ? 0 : y + LineHeight + 8;
    }

    /// <summary>The height with the gap below; 0 where there is no curve.</summary>
    public double Height { get; }

    public void Draw(SvgCanvas canvas, ChartColors colors, double left, double top)
    {
        foreach ((ChartCurve curve, string text, double x, double y) in _entries)
        {
            double middle = top + y + (LineHeight / 2) - 2;
            canvas.Open("path").Set("d", $"M{NumberText.Coordinate(left + x)} {NumberText.Coordinate(middle)}h{NumberText.Coordinate(Swatch)}");
            colors.SetStroke(canvas, curve);
            canvas.Close();
            canvas.Write(new Label(left + x + Swatch + 6, middle + 4, text, TextSize) { Full = VisibleText.Of(curve.Name) });
        }
    }
}
