using System.Buffers;
using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The divergences between the patterns of all heads, summed over the queries that were compared. Memory grows with the square of the heads, not with the examples.</summary>
internal sealed class PatternDistances : IAccumulator<PatternDistances>
{
    /// <summary>The divergences within each group of heads, by its slug.</summary>
    public SortedDictionary<string, GroupDistances> Groups { get; } = new(StringComparer.Ordinal);

    public static PatternDistances ReadFrom(ReadOnlySpan<byte> source) => PatternDistancesFormat.Read(source);

    public void WriteTo(IBufferWriter<byte> writer) => PatternDistancesFormat.Write(this, writer);

    /// <summary>Adds an example.</summary>
    /// <param name="example">The example, with its patterns.</param>
    /// <param name="patterns">The hook points of the patterns, in order of names.</param>
    /// <param name="queries">How many queries are compared at most.</param>
    public void Add(ExampleContext example, ImmutableArray<HookPoint> patterns, int queries)
    {
        foreach (IGrouping<HeadGroup, HookPoint> group in patterns.GroupBy(hook => new HeadGroup(hook)))
        {
            ImmutableArray<HookPoint> hooks = [.. group];
            ImmutableArray<HeadSite> sites = [.. hooks.Select(hook => new HeadSite(hook.Name, (int)example.Value(hook.Name).Lengths[0]))];
            Group(group.Key.Slug, sites).Add(SampledPatterns.Of(example, hooks, sites, queries));
        }
    }

    public void Merge(PatternDistances other)
    {
        foreach ((string slug, GroupDistances group) in other.Groups)
        {
            Group(slug, group.Sites).Merge(group);
        }
    }

    private GroupDistances Group(string slug, ImmutableArray<HeadSite> sites)
    {
        if (!Groups.TryGetValue(slug, out GroupDistances? group))
        {
            group = new GroupDistances(sites);
            Groups.Add(slug, group);
        }

        return group.Sites.AsSpan().SequenceEqual(sites.AsSpan())
            ? group
            : throw new LensInputException($"Distances between the heads of '{sites[0].Name}' and others cannot join those of other heads; expected parts of one model's statistics.");
    }
}
