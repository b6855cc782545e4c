using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Shows graphs of heads.</summary>
internal sealed class GraphView : FigureView<GraphFigure>
{
    private const int MostEdges = 48;

    /// <summary>The links, strongest first.</summary>
    public static ImmutableArray<GraphEdge> Ordered(GraphFigure figure) =>
        [.. figure.Edges.OrderByDescending(edge => Math.Abs(edge.Weight)).ThenBy(edge => edge.From).ThenBy(edge => edge.To).ThenBy(edge => edge.Kind, StringComparer.Ordinal)];

    /// <summary>A head as the field writes it: layer, dot, head.</summary>
    public static string Name(GraphNode node) => FormattableString.Invariant($"{node.Layer}.{node.Head}");

    /// <inheritdoc/>
    protected override string Shape(GraphFigure figure) =>
        $"Graph of {NumberText.Count(figure.Nodes.Length, "head", "heads")} with {NumberText.Count(figure.Edges.Length, "link", "links")}"
        + (figure.Edges.IsEmpty ? "." : $"; {Unit(figure)} from {NumberText.Short(figure.Edges.Min(edge => edge.Weight))} to {NumberText.Short(figure.Edges.Max(edge => edge.Weight))}.");

    /// <inheritdoc/>
    protected override void Draw(GraphFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Nodes.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No heads to show.", destination);
            return;
        }

        new GraphDrawing(figure, theme).Draw(destination);
    }

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, GraphFigure figure) => page.Strongest(
        figure.Edges.Length,
        [("from", false), ("to", false), ("by", false), (Unit(figure), true)],
        Ordered(figure).Take(MostEdges).Select(edge => (IEnumerable<string>)
            [Name(figure.Nodes[edge.From]), Name(figure.Nodes[edge.To]), VisibleText.Label(edge.Kind), NumberText.Short(edge.Weight)]));

    private static string Unit(GraphFigure figure) => figure.Unit.Length == 0 ? "weight" : VisibleText.Of(figure.Unit);
}
