using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>A plot between its axes: the ends of the vertical one to the left, those of the horizontal one below.</summary>
internal static class PlotFrame
{
    private const int LabelWidth = 8;
    private const int WidestPlot = 76;

    /// <summary>How many cells across a plot has within a width.</summary>
    public static int Across(int width) => Math.Clamp(width - LabelWidth - 1, 8, WidestPlot);

    /// <summary>The lines.</summary>
    /// <param name="plot">The lines of the plot, at least one.</param>
    /// <param name="vertical">The ends of the vertical axis, the lower first.</param>
    /// <param name="horizontal">The ends of the horizontal axis, the left first.</param>
    /// <param name="title">What lies along the horizontal axis.</param>
    public static IEnumerable<IEnumerable<Segment>> Lines(
        IReadOnlyList<IReadOnlyList<Segment>> plot, (string Low, string High) vertical, (string Low, string High) horizontal, string title)
    {
        for (int row = 0; row < plot.Count; row++)
        {
            string label = row == 0 ? vertical.High : row == plot.Count - 1 ? vertical.Low : string.Empty;
            yield return plot[row].Prepend(new Segment(Right(label) + (label.Length == 0 ? "│" : "┤")));
        }

        int across = plot[0].Count;
        yield return [new Segment(new string(' ', LabelWidth) + "└" + new string('─', across))];
        int room = across - ShownText.Width(horizontal.Low) - ShownText.Width(horizontal.High);
        string middle = room < 5 ? string.Empty : ShownText.Cut(title, room - 2);
        int left = Math.Max(0, (room - ShownText.Width(middle)) / 2);
        int right = Math.Max(0, room - left - ShownText.Width(middle));
        yield return [new Segment(new string(' ', LabelWidth + 1) + horizontal.Low + new string(' ', left) + middle + new string(' ', right) + horizontal.High)];
    }

    private static string Right(string label)
    {
        string cut = ShownText.Cut(label, LabelWidth - 1);
        return new string(' ', LabelWidth - 1 - ShownText.Width(cut)) + cut + " ";
    }
}
