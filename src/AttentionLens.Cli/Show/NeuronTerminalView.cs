using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows one head's way from a query to its attention: a strip for the query, and for each key its elements, their products with the query's, the score and
/// the probability. Without colours the products alone are shown.</summary>
internal sealed class NeuronTerminalView : TerminalView<NeuronViewFigure>
{
    private const int MostKeys = 32;
    private const int MostLabel = 14;
    private const int ScoreWidth = 8;
    private const int BarWidth = 10;
    private const int NumberWidth = 6;
    private const int LeastStrip = 8;
    private const int MostStrip = 128;
    private const int Gap = 2;
    private const float Masked = -1e30f;
    private const float Least = 0.001f;

    /// <inheritdoc/>
    protected override void Write(Screen screen, NeuronViewFigure figure)
    {
        int width = figure.Query.Length;
        if (figure.Keys.Labels.IsEmpty || width == 0)
        {
            screen.Text("(no keys or elements)");
            return;
        }

        ImmutableArray<int> keys =
            [.. Enumerable.Range(0, figure.Weights.Length).OrderByDescending(key => figure.Weights[key]).Take(MostKeys).Order()];
        float[] products = [.. figure.KeyVectors.Select((element, index) => element * figure.Query[index % width])];
        Shades vectors = screen.Shades(Scale(figure.KeyVectors.Concat(figure.Query), "q and k"));
        Shades multiplied = screen.Shades(Scale(products, "q × k"));
        string query = ShownText.Label(figure.QueryToken);
        int labels = Math.Min(MostLabel, keys.Select(key => ShownText.Label(figure.Keys.Labels[key])).Append(query).Max(ShownText.Width)) + 1;
        int room = screen.Width - labels - ScoreWidth - BarWidth - NumberWidth - 1;
        int strip = Math.Clamp(screen.HasColors ? (room - Gap) / 2 : room, LeastStrip, MostStrip);
        Raster head = new(1, width, (_, element) => figure.Query[element], 1, strip);
        screen.Line([new Segment(ShownText.Fit(query, labels - 1) + " ", screen.Strong), .. Cells(head, vectors), new Segment(" q", screen.Faint)]);
        string vectorTitle = screen.HasColors ? ShownText.Fit("k", head.Width + Gap) : string.Empty;
        screen.Line([new Segment($"{new string(' ', labels)}{vectorTitle}{ShownText.Fit("q × k", head.Width)}{Right("score", ScoreWidth)} softmax", screen.Faint)]);
        BarTrack track = new([1], BarWidth);
        screen.Lines(keys.Select(key =>
        {
            Raster elements = new(1, width, (_, element) => figure.KeyVectors[(key * width) + element], 1, strip);
            Raster multiples = new(1, width, (_, element) => products[(key * width) + element], 1, strip);
            return (IEnumerable<Segment>)
            [
                new Segment(ShownText.Fit(ShownText.Label(figure.Keys.Labels[key]), labels - 1) + " "),
                .. screen.HasColors ? Cells(elements, vectors).Append(new Segment(new string(' ', Gap))) : [],
                .. Cells(multiples, multiplied),
                new Segment(Right(figure.Scores[key] > Masked ? ShownText.Number(figure.Scores[key]) : "masked", ScoreWidth) + " "),
                new Segment(track.Bar(0, figure.Weights[key]), screen.Series(0)),
                new Segment(figure.Weights[key] is > 0 and < Least ? " <0.001" : $" {ShownText.Number(figure.Weights[key])}"),
            ];
        }));
        screen.Omitted(figure.Weights.Length - keys.Length, "keys with a smaller probability");
        if (head.Note.Length > 0)
        {
            screen.Text($"{ShownText.Count(width)} elements in {ShownText.Count(head.Width)} cells, each the strongest of its share.", screen.Faint);
        }

        screen.Line(vectors.Legend(screen.Width));
        screen.Line(multiplied.Legend(screen.Width));
    }

    private static IEnumerable<Segment> Cells(Raster raster, Shades shades) => Enumerable.Range(0, raster.Width)
        .Select(cell => shades.HasColors ? shades.On(" ", raster[0, cell]) : new Segment(shades.Letter(raster[0, cell]).ToString()));

    private static ColorScale Scale(IEnumerable<float> values, string unit)
    {
        double largest = values.Select(value => Math.Abs((double)value)).Where(double.IsFinite).DefaultIfEmpty().Max();
        return new ColorScale(ColorScaleKind.Diverging, -largest, largest, unit);
    }

    private static string Right(string text, int width) => text.PadLeft(width);
}
