using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws steps one below the other, each from where the last one ended: labels to the left, signed numbers to the right, the sum at the foot.</summary>
internal sealed class WaterfallDrawing : PanelDrawing
{
    private const double TextSize = 11;
    private const double RowHeight = 20;
    private const double BarHeight = 13;
    private const double PlotWidth = 360;
    private const double Gap = 8;
    private const double LongestLabel = 26;
    private const double NoteHeight = 22;
    private readonly WaterfallPanel _panel;
    private readonly RenderTheme _theme;
    private readonly ImmutableArray<Row> _rows;
    private readonly double _labelWidth;
    private readonly double _numberWidth;
    private readonly ChartRange _range;

    public WaterfallDrawing(WaterfallPanel panel, RenderTheme theme)
    {
        (_panel, _theme) = (panel, theme);
        _rows = Rows(panel);
        _labelWidth = _rows.Max(row => TextWidth.SansEm(Elision.Sans(row.Label, LongestLabel))) * TextSize;
        _numberWidth = _rows.Max(row => TextWidth.Em(row.Number)) * TextSize;
        double low = _rows.Min(row => Math.Min(row.From, row.To));
        double high = _rows.Max(row => Math.Max(row.From, row.To));
        _range = low == high ? new ChartRange(0, 1) : new ChartRange(low, high);
    }

    public override double Width => Math.Max(PartsWidth, Math.Max(TextWidth.SansEm(WaterfallText.Title(_panel)) * TitleSize, TextWidth.SansEm(WaterfallText.Note(_panel)) * TextSize));

    public override double Height => TitleHeight + (_rows.Length * RowHeight) + NoteHeight;

    private double PartsWidth => _labelWidth + Gap + PlotWidth + Gap + _numberWidth;

    public override void Draw(SvgCanvas canvas, double x, double y)
    {
        DrawTitle(canvas, WaterfallText.Title(_panel), x, y);
        (double left, double top) = (x + _labelWidth + Gap, y + TitleHeight);
        double zero = PlaceOf(left, 0);
        canvas.Line(zero, top, zero, top + (_rows.Length * RowHeight));
        for (int row = 0; row < _rows.Length; row++)
        {
            DrawRow(canvas, _rows[row], x, left, top + (row * RowHeight), isLast: row == _rows.Length - 1);
        }

        canvas.Write(new Label(x, top + (_rows.Length * RowHeight) + NoteHeight - 6, WaterfallText.Note(_panel), TextSize) { Fill = canvas.Ground.Muted });
    }

    private static ImmutableArray<Row> Rows(WaterfallPanel panel)
    {
        List<Row> rows = [];
        double reached = panel.Start;
        if (reached != 0)
        {
            rows.Add(new Row("start", 0, reached, NumberText.Short(reached), IsSum: true));
        }

        for (int step = 0; step < panel.Steps.Length; step++)
        {
            double next = reached + panel.Steps[step];
            rows.Add(new Row(VisibleText.Label(panel.Labels[step]), reached, next, WaterfallText.Signed(panel.Steps[step]), IsSum: false));
            reached = next;
        }

        rows.Add(new Row("sum", 0, reached, NumberText.Short(reached), IsSum: true));
        return [.. rows];
    }

    private double PlaceOf(double left, double number) => left + (_range.ShareOf(number) * PlotWidth);

    private void DrawRow(SvgCanvas canvas, Row row, double x, double left, double top, bool isLast)
    {
        (double from, double to) = (PlaceOf(left, row.From), PlaceOf(left, row.To));
        double baseline = top + (RowHeight / 2) + (0.35 * TextSize);
        string fill = row.IsSum ? canvas.Ground.Muted : ChartColors.Signed(row.To - row.From, _theme);
        canvas.Open("g").Hover($"{Reading.Isolated(row.Label)}: {row.Number}, to {NumberText.Short(row.To)}");
        canvas.Write(new Label(left - Gap, baseline, Elision.Sans(row.Label, LongestLabel), TextSize) { Anchor = Anchor.End, IsStrong = row.IsSum });

        // A step of nothing keeps a line that says where it stands.
        double width = Math.Max(Math.Abs(to - from), 1);
        canvas.Rectangle(Math.Min(from, to), top + ((RowHeight - BarHeight) / 2), width, BarHeight, fill);
        if (!isLast)
        {
            canvas.Line(to, top + ((RowHeight + BarHeight) / 2), to, top + RowHeight + ((RowHeight - BarHeight) / 2));
        }

        canvas.Write(new Label(x + PartsWidth, baseline, row.Number, TextSize) { Anchor = Anchor.End, IsMono = true, IsStrong = row.IsSum, Fill = row.IsSum ? canvas.Ground.Ink : canvas.Ground.Muted });
        canvas.Close();
    }

    private sealed record Row(string Label, double From, double To, string Number, bool IsSum);
}
