using System.Collections.Immutable;
using AttentionLens.Rendering;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows a flow: how much of the whole each token holds before and behind each layer, tokens downwards, layers to the right, and what moves most in each layer.</summary>
internal sealed class FlowTerminalView : TerminalView<FlowFigure>
{
    private const int MostTokens = 24;
    private const int MostLayers = 24;
    private const int MostLabel = 14;
    private const int Narrowest = 5;
    private const int Widest = 7;
    private const int Links = 3;
    private const int StayWidth = 10;

    /// <inheritdoc/>
    protected override void Write(Screen screen, FlowFigure figure)
    {
        if (figure.Tokens.Labels.IsEmpty || figure.Layers.IsEmpty)
        {
            screen.Text("(no tokens or layers)");
            return;
        }

        FlowAmounts amounts = new(figure);
        int places = figure.Layers.Length + 1;
        int tokens = figure.Tokens.Labels.Length;
        double[] most = [.. Enumerable.Range(0, tokens).Select(token => Enumerable.Range(0, places).Max(place => amounts.Held(place)[token]))];
        int[] shown = [.. Enumerable.Range(0, tokens).OrderByDescending(token => most[token]).Take(MostTokens).Order()];

        // All ends at one token often, beside which everything else would look alike.
        double largest = Enumerable.Range(0, places - 1).Max(place => amounts.Held(place).ToArray().Max());
        ColorScale scale = new(ColorScaleKind.Sequential, 0, Math.Max(largest, float.Epsilon), "share of the whole, and above");
        int labels = Math.Min(MostLabel, shown.Max(token => ShownText.Width(ShownText.Label(figure.Tokens.Labels[token])))) + 1;
        ImmutableArray<int> columns = Thinned.Places(places, Math.Max(2, Math.Min(MostLayers, (screen.Width - labels) / Narrowest)));
        int cell = Math.Min(Widest, (screen.Width - labels) / columns.Length);
        Shades shades = screen.Shades(scale);
        screen.Line(columns.Select(place => new Segment(ShownText.Fit(place == 0 ? "in" : $"L{ShownText.Count(figure.Layers[place - 1].Layer)}", cell))).Prepend(new Segment(new string(' ', labels))));
        screen.Lines(shown.Select(token => columns.Select(place => Cell(amounts.Held(place)[token], cell, shades))
            .Prepend(new Segment(ShownText.Fit(ShownText.Label(figure.Tokens.Labels[token]), labels - 1) + " "))));
        screen.Omitted(tokens - shown.Length, "tokens, which hold less");
        screen.Line(shades.Legend(screen.Width));
        WriteLinks(screen, figure, amounts);
    }

    private static Segment Cell(double held, int width, Shades shades)
    {
        string number = held > 0 ? ShownText.Fit(ShownText.Share(held), width - 2) : new string(' ', width - 2);
        return shades.On(shades.HasColors ? $" {number} " : $"{shades.Letter(held)}{number} ", held);
    }

    private static void WriteLinks(Screen screen, FlowFigure figure, FlowAmounts amounts)
    {
        int tokens = figure.Tokens.Labels.Length;
        ImmutableArray<int> layers = Thinned.Places(figure.Layers.Length, MostLayers);
        screen.Text("What stays with its token in each layer, and what moves most", screen.Faint);
        screen.Lines(layers.Select(place =>
        {
            float[] moved = [.. figure.Layers[place].Shares.Select((share, cell) => (float)(share * amounts.Held(place + 1)[cell / tokens]))];
            double stays = Enumerable.Range(0, tokens).Sum(token => (double)moved[(token * tokens) + token]);
            string links = string.Join("; ", Enumerable.Range(0, moved.Length)
                .Where(cell => cell / tokens != cell % tokens && moved[cell] > 0)
                .OrderByDescending(cell => moved[cell])
                .Take(Links)
                .Select(cell => $"{Label(figure, cell % tokens)} → {Label(figure, cell / tokens)} {ShownText.Share(moved[cell])}"));
            return (Segment[])
            [
                new Segment(ShownText.Fit($"L{ShownText.Count(figure.Layers[place].Layer)}", 4)),
                new Segment(new BarTrack([1], StayWidth).Bar(0, stays), screen.Series(0)),
                new Segment($" {ShownText.Fit(ShownText.Share(stays), 5)} {links}"),
            ];
        }));
        if (layers.Length < figure.Layers.Length)
        {
            screen.Text($"{ShownText.Count(layers.Length)} of {ShownText.Count(figure.Layers.Length)} layers, evenly spaced", screen.Faint);
        }
    }

    private static string Label(FlowFigure figure, int token) => ShownText.Cut(ShownText.Label(figure.Tokens.Labels[token]), MostLabel);
}
