using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Heads, layer by layer, and links from earlier ones to later ones.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Nodes">The heads.</param>
/// <param name="Edges">The links.</param>
/// <param name="Unit">The unit of the links' weights.</param>
public sealed record GraphFigure(ArtefactId Id, string Title, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges, string Unit) : Artefact(Id, Title)
{
    private const int MostNodes = 4096;
    private const int MostEdges = 4096;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        Unit is null ? "has no unit of weights; give a text"
        : ArtefactFit.List(Nodes, "nodes", MostNodes, "; publish several figures") ?? FindNodeProblem()
            ?? ArtefactFit.List(Edges, "edges", MostEdges, "; keep the strongest") ?? ArtefactFit.First(Edges, FindProblem);

    private string? FindNodeProblem()
    {
        HashSet<GraphNode> seen = [];
        return ArtefactFit.First(Nodes, node => node.Layer < 0 || node.Head < 0 || !seen.Add(node)
            ? ArtefactFit.Invariant($"has layer {node.Layer} head {node.Head}, which is negative or there twice; expected each head once, from 0")
            : null);
    }

    private string? FindProblem(GraphEdge edge) =>
        edge.Kind is null || !float.IsFinite(edge.Weight) || edge.From < 0 || edge.From >= Nodes.Length || edge.To < 0 || edge.To >= Nodes.Length
            ? ArtefactFit.Invariant($"links node {edge.From} with {edge.To} by '{ArtefactFit.Name(edge.Kind)}', weight {edge.Weight:R}; expected two of {Nodes.Length} nodes, from 0, a kind and a finite weight")
        : Nodes[edge.From].Layer >= Nodes[edge.To].Layer
            ? ArtefactFit.Invariant($"links node {edge.From} of layer {Nodes[edge.From].Layer} with {edge.To} of layer {Nodes[edge.To].Layer}; expected a later layer")
        : null;
}
