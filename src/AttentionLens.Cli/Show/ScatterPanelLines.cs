using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows a chart of points: few of them as letters with a list, many as dots.</summary>
internal static class ScatterPanelLines
{
    private const int Height = 14;
    private const int MostNamed = 26;
    private const int MostName = 24;

    public static void Write(Screen screen, ScatterPanel panel)
    {
        if (panel.Subtitle.Length > 0)
        {
            screen.Text(panel.Subtitle);
        }

        if (panel.Points.IsEmpty)
        {
            screen.Text("(no points)");
            return;
        }

        PlotRange x = PlotRange.Of(panel.Points.Select(point => (double)point.X));
        PlotRange y = PlotRange.Of(panel.Points.Select(point => (double)point.Y));
        DotPlot plot = new(PlotFrame.Across(screen.Width), Height, x, y);
        bool isNamed = panel.Points.Length <= MostNamed;
        for (int index = 0; index < panel.Points.Length; index++)
        {
            plot.Mark(panel.Points[index].X, panel.Points[index].Y, isNamed ? LetterSeries.At(index) : '•', screen.Series(0));
        }

        screen.Text(panel.Vertical, screen.Faint);
        screen.Lines(PlotFrame.Lines(
            [.. plot.Lines()], (ShownText.Number(y.Low), ShownText.Number(y.High)), (ShownText.Number(x.Low), ShownText.Number(x.High)), Printable.Line(panel.Horizontal)));
        if (isNamed)
        {
            screen.Lines(Wrapped.Lines(panel.Points.Select((point, index) => Name(screen, point, index)), screen.Width));
            if (plot.HasSeveral)
            {
                screen.Text($"{DotPlot.Several}: several in one place", screen.Faint);
            }
        }
        else
        {
            screen.Text($"{ShownText.Count(panel.Points.Length)} points", screen.Faint);
        }
    }

    private static IReadOnlyList<Segment> Name(Screen screen, ScatterPoint point, int index) =>
    [
        new Segment(LetterSeries.At(index).ToString(), screen.Series(0)),
        new Segment($" {ShownText.Cut(ShownText.Label(point.Label), MostName)} ({ShownText.Number(point.X)}, {ShownText.Number(point.Y)})   "),
    ];
}
