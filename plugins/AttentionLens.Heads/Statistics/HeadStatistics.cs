using System.Buffers;

namespace AttentionLens.Heads;

/// <summary>The measures of all heads over the examples seen so far.</summary>
internal sealed class HeadStatistics : IAccumulator<HeadStatistics>
{
    private readonly PatternMeter _meter = new();

    /// <summary>The statistics of each hook point, in natural order of names.</summary>
    public SortedDictionary<HookName, SiteStatistics> Sites { get; } = [];

    public static HeadStatistics ReadFrom(ReadOnlySpan<byte> source) => HeadStatisticsFormat.Read(source);

    public void WriteTo(IBufferWriter<byte> writer) => HeadStatisticsFormat.Write(this, writer);

    /// <summary>Adds every example of a batch.</summary>
    /// <param name="context">A hook point that holds a pattern.</param>
    public void Add(in HookContext context)
    {
        PatternShape.Demand(context);
        SiteStatistics site = Site(context.Hook.Name, (int)context.Value.Lengths[1]);
        for (int row = 0; row < context.Batch.Size; row++)
        {
            if (_meter.Measure(context.Value, context.Hook, context.Batch.Examples[row], row))
            {
                site.Add(_meter);
            }
        }
    }

    public void Merge(HeadStatistics other)
    {
        foreach ((HookName name, SiteStatistics site) in other.Sites)
        {
            Site(name, site.Heads).Merge(site);
        }
    }

    private SiteStatistics Site(HookName name, int heads)
    {
        if (!Sites.TryGetValue(name, out SiteStatistics? site))
        {
            site = new SiteStatistics(heads);
            Sites.Add(name, site);
        }

        return site.Heads == heads
            ? site
            : throw new LensInputException(
                $"Head statistics of '{name}' with {heads} heads cannot join those with {site.Heads}; expected parts of one model's statistics.");
    }
}
