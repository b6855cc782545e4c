using System.Buffers;
using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>How well the heads of cross-attention align words, over the examples seen so far.</summary>
internal sealed class AlignmentStatistics : IAccumulator<AlignmentStatistics>
{
    /// <summary>The counts of each hook point, in natural order of names.</summary>
    public SortedDictionary<HookName, AlignmentCounts> Sites { get; } = [];

    public static AlignmentStatistics ReadFrom(ReadOnlySpan<byte> source) => AlignmentStatisticsFormat.Read(source);

    public void WriteTo(IBufferWriter<byte> writer) => AlignmentStatisticsFormat.Write(this, writer);

    /// <summary>Adds every example of a batch whose words are truly aligned.</summary>
    /// <param name="context">A hook point that holds a cross-attention pattern.</param>
    public void Add(in HookContext context)
    {
        PatternShape.Demand(context);
        for (int row = 0; row < context.Batch.Size; row++)
        {
            foreach (WordReading reading in Enum.GetValues<WordReading>())
            {
                if (AlignedExample.Of(context.Batch.Examples[row], context.Hook, reading) is { } example)
                {
                    ReadOnlyTensorSpan<float> pattern = context.ForExample(row);
                    Site(context.Hook.Name, (int)pattern.Lengths[0]).Add(reading, example, pattern);
                }
            }
        }
    }

    public void Merge(AlignmentStatistics other)
    {
        foreach ((HookName name, AlignmentCounts counts) in other.Sites)
        {
            Site(name, counts.Heads).Merge(counts);
        }
    }

    private AlignmentCounts Site(HookName name, int heads)
    {
        if (!Sites.TryGetValue(name, out AlignmentCounts? site))
        {
            site = new AlignmentCounts(heads);
            Sites.Add(name, site);
        }

        return site.Heads == heads
            ? site
            : throw new LensInputException(
                $"Alignment statistics of '{name}' with {heads} heads cannot join those with {site.Heads}; expected parts of one model's statistics.");
    }
}
