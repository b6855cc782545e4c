using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows charts: bars as bars, curves as lines of small blocks, points as a table.</summary>
internal sealed class ChartTerminalView : TerminalView<ChartFigure>
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int MostItems = 16;
    private const int LabelWidth = 22;
    private const int NumberWidth = 8;
    private static readonly ColorScale Signed = new(ColorScaleKind.Diverging, -1, 1, string.Empty);

    /// <inheritdoc/>
    protected override void Write(Screen screen, ChartFigure figure)
    {
        foreach (ChartPanel panel in figure.Panels)
        {
            screen.Text(panel.Title);
            switch (panel)
            {
                case BarPanel bars:
                    WriteBars(screen, bars);
                    break;
                case CurvePanel curves:
                    WriteCurves(screen, curves);
                    break;
                case ScatterPanel scatter:
                    WritePoints(screen, scatter);
                    break;
                default:
                    break;
            }
        }
    }

    private static void WriteBars(Screen screen, BarPanel panel)
    {
        float longest = panel.Values.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        int room = screen.Width - LabelWidth - NumberWidth - 2;
        Shades shades = screen.Shades(Signed);
        screen.Lines(panel.Labels.Take(MostItems).Select((label, index) => Bar(label, panel.Values[index], longest, room, shades)));
        WriteOmitted(screen, panel.Labels.Length, "bars");
        screen.Text($"length: {panel.Unit}" + (panel.Reference is { } reference ? $"; compared with {ShownText.Number(reference)}" : string.Empty));
    }

    private static Segment[] Bar(string label, float value, float longest, int room, Shades shades)
    {
        int length = float.IsFinite(value) && longest > 0 ? (int)Math.Round(Math.Abs(value) / longest * room) : 0;
        string bar = new(shades.HasColors ? ' ' : value < 0 ? '#' : '█', length);
        return
        [
            new Segment(ShownText.Fit(ShownText.Label(label), LabelWidth) + " "),
            shades.On(bar, value < 0 ? -0.7 : 0.7),
            new Segment($" {ShownText.Number(value)}"),
        ];
    }

    private static void WriteCurves(Screen screen, CurvePanel panel)
    {
        int room = screen.Width - LabelWidth - 1;
        float low = panel.Curves.SelectMany(curve => curve.Y).DefaultIfEmpty().Min();
        float high = panel.Curves.SelectMany(curve => curve.Y).DefaultIfEmpty().Max();
        screen.Lines(panel.Curves.Take(MostItems).Select(curve => Curve(curve, low, high, room)));
        WriteOmitted(screen, panel.Curves.Length, "curves");
        screen.Text($"height: {panel.Vertical}, {ShownText.Number(low)} to {ShownText.Number(high)}; along: {panel.Horizontal}");
    }

    private static Segment[] Curve(ChartCurve curve, float low, float high, int room)
    {
        int points = Math.Min(curve.Y.Length, room);
        IEnumerable<char> blocks = Enumerable.Range(0, points)
            .Select(point => curve.Y[(int)((long)point * curve.Y.Length / points)])
            .Select(value => Blocks[high > low ? (int)Math.Round((value - low) / (high - low) * (Blocks.Length - 1)) : 0]);
        return [new Segment(ShownText.Fit(ShownText.Label(curve.Name), LabelWidth) + " "), new Segment(string.Concat(blocks))];
    }

    private static void WritePoints(Screen screen, ScatterPanel panel)
    {
        screen.Table(
            ["point", panel.Horizontal, panel.Vertical],
            panel.Points.Take(MostItems).Select(point => (IReadOnlyList<string>)[point.Label, ShownText.Number(point.X), ShownText.Number(point.Y)]));
        WriteOmitted(screen, panel.Points.Length, "points");
    }

    private static void WriteOmitted(Screen screen, int count, string what)
    {
        if (count > MostItems)
        {
            screen.Text($"… {ShownText.Count(count - MostItems)} more {what}");
        }
    }
}
