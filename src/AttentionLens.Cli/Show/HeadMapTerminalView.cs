using System.Globalization;
using AttentionLens.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows a map of heads: each head stands with its name, or as the mark of its layer where there is no room for names.</summary>
internal sealed class HeadMapTerminalView : TerminalView<HeadMapFigure>
{
    private const int WidestMap = 72;
    private const int LeastHeight = 6;
    private const int MostHeight = 28;
    private const int MostNamed = 64;
    private const double Weakest = 0.35;

    // A cell is about twice as high as it is wide.
    private const double CellProportion = 2;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <inheritdoc/>
    protected override void Write(Screen screen, HeadMapFigure figure)
    {
        if (figure.Points.IsEmpty)
        {
            screen.Text("(no heads)");
            return;
        }

        PlotRange x = PlotRange.Of(figure.Points.Select(point => (double)point.X));
        PlotRange y = PlotRange.Of(figure.Points.Select(point => (double)point.Y));
        int width = Math.Min(WidestMap, screen.Width - 2);
        double spread = x.High > x.Low ? (y.High - y.Low) / (x.High - x.Low) : 1;
        int height = (int)Math.Clamp(Math.Round(spread * width / CellProportion), LeastHeight, MostHeight);
        DotPlot plot = new(width, height, x, y);
        int last = figure.Points.Max(point => point.Layer);
        ScaleColors colors = new(ColorScale.Probability, screen.Theme);
        foreach (HeadMapPoint point in figure.Points)
        {
            if (figure.Points.Length > MostNamed || !plot.TryMark(point.X, point.Y, $"{ShownText.Count(point.Layer)}.{ShownText.Count(point.Head)}", Ink(point.Layer)))
            {
                plot.Mark(point.X, point.Y, Digit(point.Layer), Ink(point.Layer));
            }
        }

        screen.Line([new Segment($"┌{new string('─', width)}┐", screen.Faint)]);
        screen.Lines(plot.Lines().Select(line => line.Prepend(new Segment("│", screen.Faint)).Append(new Segment("│", screen.Faint))));
        screen.Line([new Segment($"└{new string('─', width)}┘", screen.Faint)]);
        int[] layers = [.. figure.Points.Select(point => point.Layer).Distinct().Order()];
        screen.Lines(Wrapped.Lines(
            layers.Take(Digits.Length).Select(layer => (IReadOnlyList<Segment>)[new Segment(Digit(layer).ToString(), Ink(layer)), new Segment($" layer {ShownText.Count(layer)}   ")]), screen.Width));
        string unit = figure.Unit.Length == 0 ? string.Empty : $" {figure.Unit}";
        screen.Text(
            string.Create(CultureInfo.InvariantCulture, $"{figure.Points.Length} heads{(figure.Points.Length > MostNamed ? ", each the mark of its layer" : " as layer.head, or the mark of the layer")}; the map is {ShownText.Number(x.High - x.Low)}{unit} wide; stress {figure.Stress:0.###}{(plot.HasSeveral ? $"; {DotPlot.Several}: heads of several layers in one place" : string.Empty)}"),
            screen.Faint);

        Style Ink(int layer) => screen.HasColors
            ? new Style(Shades.Of(colors.Find(last == 0 ? 1 : Weakest + ((1 - Weakest) * layer / last))!.Value), decoration: Decoration.Bold)
            : Style.Plain;
    }

    private static char Digit(int layer) => layer < Digits.Length ? Digits[layer] : '+';
}
