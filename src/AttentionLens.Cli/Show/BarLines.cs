using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Bars one below the other, each between its label and its number.</summary>
internal static class BarLines
{
    private const int MostLabelWidth = 28;
    private const int WidestTrack = 64;

    /// <summary>One bar.</summary>
    /// <param name="Label">What it stands for, as it is shown.</param>
    /// <param name="From">Where it begins.</param>
    /// <param name="To">Where it ends.</param>
    /// <param name="Number">The number behind it.</param>
    /// <param name="Ink">Its colour.</param>
    public sealed record Bar(string Label, double From, double To, string Number, Style Ink);

    /// <summary>The lines.</summary>
    public static IEnumerable<IEnumerable<Segment>> Of(Screen screen, IReadOnlyList<Bar> bars, double? reference = null)
    {
        if (bars.Count == 0)
        {
            yield break;
        }

        int width = screen.Width;
        int labels = Math.Min(Math.Min(MostLabelWidth, width / 3), bars.Max(bar => ShownText.Width(bar.Label)));
        int numbers = bars.Max(bar => ShownText.Width(bar.Number));
        BarTrack track = new(
            bars.SelectMany(bar => (double[])[bar.From, bar.To]).Append(reference ?? 0), Math.Min(WidestTrack, width - labels - numbers - 2));
        foreach (Bar bar in bars)
        {
            yield return
            [
                new Segment(ShownText.Fit(bar.Label, labels) + " "),
                .. track.Bar(bar.From, bar.To, reference).Select(cell => new Segment(cell.ToString(), BarTrack.IsMark(cell) ? screen.Faint : bar.Ink)),
                new Segment(" " + new string(' ', numbers - ShownText.Width(bar.Number)) + bar.Number),
            ];
        }
    }
}
