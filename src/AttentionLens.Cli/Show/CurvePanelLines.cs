using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows a chart of curves: lines of dots in colours, or of letters where there are none.</summary>
internal static class CurvePanelLines
{
    private const int Height = 10;
    private const int MostNamed = 16;
    private const int MostName = 28;

    public static void Write(Screen screen, CurvePanel panel)
    {
        ChartCurve[] drawn = [.. panel.Curves.Where(curve => !curve.X.IsEmpty)];
        if (drawn.Length == 0)
        {
            screen.Text("(no curves)");
            return;
        }

        PlotRange x = PlotRange.Of(drawn.SelectMany(curve => curve.X).Select(place => (double)place));
        PlotRange y = PlotRange.Of(drawn.SelectMany(curve => Edges(screen, curve).SelectMany(edge => edge).Concat(curve.Y)).Select(place => (double)place));
        DotPlot plot = new(PlotFrame.Across(screen.Width), Height, x, panel.IsLogarithmic ? new PlotRange(Math.Log10(y.Low), Math.Log10(y.High)) : y);

        // What the others are compared with lies below them.
        foreach ((ChartCurve curve, int place) in drawn.Select((curve, place) => (curve, place)).OrderByDescending(entry => entry.curve.IsControl))
        {
            foreach (ImmutableArray<float> heights in Edges(screen, curve).Append(curve.Y))
            {
                plot.Curve(
                    curve.X,
                    panel.IsLogarithmic ? [.. heights.Select(MathF.Log10)] : heights,
                    Ink(screen, curve, place),
                    screen.HasColors || drawn.Length == 1 ? null : LetterSeries.At(place));
            }
        }

        screen.Text($"{panel.Vertical}{(panel.IsLogarithmic ? ", in powers of ten" : string.Empty)}", screen.Faint);
        screen.Lines(PlotFrame.Lines(
            [.. plot.Lines()], (ShownText.Number(y.Low), ShownText.Number(y.High)), (ShownText.Number(x.Low), ShownText.Number(x.High)), Printable.Line(panel.Horizontal)));
        screen.Lines(Wrapped.Lines(drawn.Take(MostNamed).Select((curve, place) => Name(screen, curve, place, isAlone: drawn.Length == 1)), screen.Width));
        screen.Omitted(drawn.Length - MostNamed, "curves");
    }

    // Of what the others are compared with; the edges of every band could not be told from the curves.
    private static ImmutableArray<float>[] Edges(Screen screen, ChartCurve curve) =>
        screen.HasColors && curve is { IsControl: true, Lower.IsEmpty: false } ? [curve.Lower, curve.Upper] : [];

    private static IReadOnlyList<Segment> Name(Screen screen, ChartCurve curve, int place, bool isAlone)
    {
        string name = ShownText.Cut(ShownText.Label(curve.Name), MostName);
        return [new Segment(screen.HasColors ? "━━" : isAlone ? "⠒⠒" : LetterSeries.At(place).ToString(), Ink(screen, curve, place)), new Segment($" {name}{(curve.IsControl ? " (to compare with)" : string.Empty)}   ")];
    }

    private static Style Ink(Screen screen, ChartCurve curve, int place) => curve.IsControl ? screen.Faint : screen.Series(place);
}
