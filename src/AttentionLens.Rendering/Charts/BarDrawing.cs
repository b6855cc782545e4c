using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws bars from zero: labels to the left, numbers to the right.</summary>
internal sealed class BarDrawing : PanelDrawing
{
    private const double TextSize = 11;
    private const double RowHeight = 20;
    private const double BarHeight = 13;
    private const double PlotWidth = 220;
    private const double Gap = 8;
    private const double LongestLabel = 22;
    private const double LongestTitle = 420;
    private readonly BarPanel _panel;
    private readonly RenderTheme _theme;
    private readonly ImmutableArray<string> _labels;
    private readonly double _labelWidth;
    private readonly double _numberWidth;
    private readonly ChartRange _range;

    public BarDrawing(BarPanel panel, RenderTheme theme)
    {
        (_panel, _theme) = (panel, theme);
        _labels = [.. panel.Labels.Select(VisibleText.Label)];
        _labelWidth = _labels.Select(label => TextWidth.SansEm(Elision.Sans(label, LongestLabel))).DefaultIfEmpty().Max() * TextSize;
        _numberWidth = panel.Values.Select(value => TextWidth.Em(NumberText.Short(value))).DefaultIfEmpty().Max() * TextSize;
        double low = 0;
        double high = 0;
        for (int bar = 0; bar < panel.Values.Length; bar++)
        {
            double value = Drawn(panel.Values[bar]);
            double error = ErrorOf(bar);
            low = Math.Min(low, value - error);
            high = Math.Max(high, value + error);
        }

        low = Math.Min(low, panel.Reference ?? 0);
        high = Math.Max(high, panel.Reference ?? 0);
        _range = low == high ? new ChartRange(0, 1) : new ChartRange(low, high);
    }

    public override double Width => Math.Max(PartsWidth, Math.Min(LongestTitle, TextWidth.SansEm(Title) * TitleSize * 1.1));

    public override double Height => TitleHeight + (Math.Max(1, _labels.Length) * RowHeight);

    public override void Draw(SvgCanvas canvas, double x, double y)
    {
        DrawTitle(canvas, Title, x, y);
        (double left, double top) = (x + _labelWidth + Gap, y + TitleHeight);
        double height = _labels.Length * RowHeight;
        if (_labels.IsEmpty)
        {
            canvas.Write(new Label(x, top + 14, "No bars to show.", TextSize) { Fill = canvas.Ground.Muted });
            return;
        }

        double zero = left + (_range.ShareOf(0) * PlotWidth);
        for (int bar = 0; bar < _labels.Length; bar++)
        {
            DrawBar(canvas, bar, x, left, zero, top + (bar * RowHeight));
        }

        canvas.Open("path").Set("d", $"M{NumberText.Coordinate(zero)} {NumberText.Coordinate(top)}v{NumberText.Coordinate(height)}").Set("stroke", canvas.Ground.Muted).Close();
        if (_panel.Reference is { } reference)
        {
            double place = left + (_range.ShareOf(reference) * PlotWidth);
            canvas.Open("path").Set("d", $"M{NumberText.Coordinate(place)} {NumberText.Coordinate(top)}v{NumberText.Coordinate(height)}")
                .Set("stroke", canvas.Ground.Ink).Set("stroke-dasharray", "4 3").Hover($"compared with {NumberText.Short(reference)}").Close();
        }
    }

    private double PartsWidth => _labelWidth + Gap + PlotWidth + Gap + _numberWidth;

    private string Title => _panel.Unit.Length == 0 ? VisibleText.Of(_panel.Title) : $"{VisibleText.Of(_panel.Title)} ({VisibleText.Of(_panel.Unit)})";

    private static double Drawn(double value) => double.IsFinite(value) ? value : 0;

    private double ErrorOf(int bar) => _panel.Errors.IsEmpty ? 0 : Drawn(_panel.Errors[bar]);

    private void DrawBar(SvgCanvas canvas, int bar, double x, double left, double zero, double top)
    {
        float value = _panel.Values[bar];
        double end = left + (_range.ShareOf(Drawn(value)) * PlotWidth);
        double baseline = top + (RowHeight / 2) + (0.35 * TextSize);
        canvas.Open("g").Hover($"{Reading.Isolated(_labels[bar])}: {NumberText.Short(value)}" + (ErrorOf(bar) > 0 ? $" ± {NumberText.Short(ErrorOf(bar))}" : string.Empty));
        canvas.Write(new Label(left - Gap, baseline, Elision.Sans(_labels[bar], LongestLabel), TextSize) { Anchor = Anchor.End });
        canvas.Rectangle(Math.Min(zero, end), top + ((RowHeight - BarHeight) / 2), Math.Abs(end - zero), BarHeight, ChartColors.Signed(value, _theme));
        if (ErrorOf(bar) is > 0 and var error)
        {
            (double from, double to) = (left + (_range.ShareOf(value - error) * PlotWidth), left + (_range.ShareOf(value + error) * PlotWidth));
            double middle = top + (RowHeight / 2);
            canvas.Open("path")
                .Set("d", $"M{NumberText.Coordinate(from)} {NumberText.Coordinate(middle)}H{NumberText.Coordinate(to)}M{NumberText.Coordinate(from)} {NumberText.Coordinate(middle - 3)}v6M{NumberText.Coordinate(to)} {NumberText.Coordinate(middle - 3)}v6")
                .Set("stroke", canvas.Ground.Ink).Close();
        }

        canvas.Write(new Label(x + PartsWidth, baseline, NumberText.Short(value), TextSize) { Anchor = Anchor.End, IsMono = true, Fill = canvas.Ground.Muted });
        canvas.Close();
    }
}
