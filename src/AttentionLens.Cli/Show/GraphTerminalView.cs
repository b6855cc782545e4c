using System.Collections.Immutable;

namespace AttentionLens.Cli;

/// <summary>Shows the strongest links of a graph as bars.</summary>
internal sealed class GraphTerminalView : TerminalView<GraphFigure>
{
    private const int MostEdges = 24;
    private const int KindWidth = 8;

    /// <inheritdoc/>
    protected override void Write(Screen screen, GraphFigure figure)
    {
        if (figure.Edges.IsEmpty)
        {
            screen.Text($"(no links between {ShownText.Count(figure.Nodes.Length)} heads)");
            return;
        }

        ImmutableArray<string> kinds = [.. figure.Edges.Select(edge => edge.Kind).Distinct(StringComparer.Ordinal)];
        BarLines.Bar[] bars =
        [
            .. figure.Edges.OrderByDescending(edge => Math.Abs(edge.Weight)).Take(MostEdges).Select(edge => new BarLines.Bar(
                $"{Name(figure.Nodes[edge.From])} → {Name(figure.Nodes[edge.To])} {ShownText.Cut(ShownText.Label(edge.Kind), KindWidth)}",
                0,
                edge.Weight,
                ShownText.Number(edge.Weight),
                screen.Series(kinds.IndexOf(edge.Kind)))),
        ];
        screen.Lines(BarLines.Of(screen, bars));
        screen.Omitted(figure.Edges.Length - bars.Length, "links, all weaker");
        screen.Text($"{ShownText.Count(figure.Edges.Length)} links between {ShownText.Count(figure.Nodes.Length)} heads; length: {figure.Unit}", screen.Faint);
    }

    private static string Name(GraphNode node) => HeadName.Of(node.Layer, node.Head);
}
