using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>The strongest links between heads, as a graph and a finding.</summary>
internal static class CompositionResults
{
    private static readonly ImmutableArray<(string Name, Func<HeadFactors, HeadFactors, double> Measure)> Kinds =
        [("K", Composition.ByKey), ("Q", Composition.ByQuery), ("V", Composition.ByValue)];

    /// <summary>Publishes the links of one group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="heads">Its heads.</param>
    /// <param name="most">How many links are kept.</param>
    /// <param name="sink">Takes the results.</param>
    public static void Publish(HeadGroup group, ImmutableArray<HeadFactors> heads, int most, AnalysisSink sink)
    {
        double chance = 1 / Math.Sqrt(heads[0].Output.Width);
        ImmutableArray<GraphEdge> edges = [.. Strongest(heads, most, chance)];
        ArtefactId id = group.Artefact("composition");
        sink.Publish(new GraphFigure(id, $"What heads can read of earlier heads{group.Suffix}", [.. heads.Select(head => new GraphNode(head.Hook.Layer ?? 0, head.Head))], edges, "composition above chance")
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"From the weights alone, normalisations left out: by its queries (Q), keys (K) or values (V) a head reads what an earlier one writes. The strongest {edges.Length} links; less what matrices turned at random give, {chance:0.####}."),
        });
        if (edges.FirstOrDefault() is { } first)
        {
            (HeadFactors from, HeadFactors to) = (heads[first.From], heads[first.To]);
            sink.Report(new Finding(WeightRules.Strongest, new SiteAddress(to.Hook.Name, to.Head), Name(to), first.Kind, Name(from), first.Weight) { Artefacts = [id] });
        }
    }

    private static IEnumerable<GraphEdge> Strongest(ImmutableArray<HeadFactors> heads, int most, double chance)
    {
        // The weakest of the kept links stands first, so that memory does not grow with the pairs.
        PriorityQueue<GraphEdge, (float Weight, int Reversed)> kept = new();
        int seen = 0;
        for (int to = 0; to < heads.Length; to++)
        {
            for (int from = 0; from < heads.Length; from++)
            {
                if (heads[from].Hook.Layer >= heads[to].Hook.Layer)
                {
                    continue;
                }

                foreach ((string name, Func<HeadFactors, HeadFactors, double> measure) in Kinds)
                {
                    GraphEdge edge = new(from, to, name, (float)(measure(heads[from], heads[to]) - chance));
                    kept.Enqueue(edge, (edge.Weight, -seen++));
                    if (kept.Count > most)
                    {
                        kept.Dequeue();
                    }
                }
            }
        }

        return kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element);
    }

    private static string Name(HeadFactors head) => string.Create(CultureInfo.InvariantCulture, $"Head {head.Hook.Layer}.{head.Head}");
}
