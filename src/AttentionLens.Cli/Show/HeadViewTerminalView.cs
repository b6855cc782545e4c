using System.Collections.Immutable;

namespace AttentionLens.Cli;

/// <summary>Shows the heads of one layer as thumbnails, and the strongest links of each in words.</summary>
internal sealed class HeadViewTerminalView : TerminalView<HeadViewFigure>
{
    private const int MostHeads = 32;
    private const int LeastSide = 10;
    private const int Links = 3;

    /// <inheritdoc/>
    protected override void Write(Screen screen, HeadViewFigure figure)
    {
        ImmutableArray<AttentionHead> heads = [.. figure.Heads.Where(head => head.Layer == figure.Layer)];
        int queries = figure.Queries.Labels.Length;
        int keys = figure.Keys.Labels.Length;
        if (heads.IsEmpty || queries == 0 || keys == 0)
        {
            screen.Text("(no cells)");
            return;
        }

        ImmutableArray<AttentionHead> shown = [.. heads.Take(MostHeads)];
        Shades shades = screen.Shades(ColorScale.Probability);
        Thumbnails thumbnails = new(screen, shades, shown.Length, keys, LeastSide);
        thumbnails.Write(shown.Select(head => (
            HeadName.Of(head.Layer, head.Head), new Raster(queries, keys, (query, key) => head.Weights[query, key], thumbnails.Side, thumbnails.Side))));
        screen.Omitted(heads.Length - shown.Length, "heads of this layer");
        screen.Omitted(figure.Heads.Length - heads.Length, "heads of other layers");
        HeadName.WriteNote(screen, figure.Queries, figure.Keys, thumbnails.Side);
        screen.Line(shades.Legend(screen.Width));
        foreach (AttentionHead head in shown)
        {
            float[] weights = [.. Enumerable.Range(0, queries * keys).Select(cell => head.Weights[cell / keys, cell % keys])];
            screen.Text($"{HeadName.Of(head.Layer, head.Head)} {StrongestCells.Of(figure.Queries, figure.Keys, weights, Links)}");
        }
    }
}
