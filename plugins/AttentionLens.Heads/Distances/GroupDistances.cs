using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The divergences between all heads of one group.</summary>
internal sealed class GroupDistances
{
    /// <summary>The most heads of a group: their pairs fill half a gibibyte.</summary>
    public const int MostHeads = 8192;

    private const double UnitsInNat = 1L << 40;

    /// <param name="sites">The hook points, in order of names.</param>
    /// <exception cref="LensInputException">There are too many heads.</exception>
    public GroupDistances(ImmutableArray<HeadSite> sites)
    {
        Sites = sites;
        long heads = sites.Sum(site => (long)site.Heads);
        Heads = heads <= MostHeads ? (int)heads : throw new LensInputException($"A map of {heads} heads was asked for; expected up to {MostHeads}.");
        Sums = new long[Heads * (Heads - 1) / 2];
    }

    public ImmutableArray<HeadSite> Sites { get; }

    public int Heads { get; }

    /// <summary>How many queries were compared.</summary>
    public long Queries { get; set; }

    /// <summary>The sums of the divergences, in 2⁻⁴⁰ nats so that they add up to the same in whatever order: head 1 with 0, head 2 with 0 and 1, and so on.</summary>
    public long[] Sums { get; }

    /// <summary>Each head as its hook point and its number there.</summary>
    public IEnumerable<(HookName Name, int Head)> All => Sites.SelectMany(site => Enumerable.Range(0, site.Heads).Select(head => (site.Name, head)));

    /// <summary>Adds the queries of one example.</summary>
    public void Add(SampledPatterns patterns)
    {
        Queries += patterns.Queries;
        for (int head = 1, pair = 0; head < Heads; head++)
        {
            for (int other = 0; other < head; other++, pair++)
            {
                Sums[pair] += (long)Math.Round(patterns.Divergence(head, other) * UnitsInNat);
            }
        }
    }

    public void Merge(GroupDistances other)
    {
        Queries += other.Queries;
        for (int pair = 0; pair < Sums.Length; pair++)
        {
            Sums[pair] += other.Sums[pair];
        }
    }

    /// <summary>The squared distance of two heads: their mean divergence, in nats from 0 to ln 2.</summary>
    public double SquaredDistance(int head, int other)
    {
        (int low, int high) = (Math.Min(head, other), Math.Max(head, other));
        return low == high || Queries == 0 ? 0 : Math.Clamp(Sums[(high * (high - 1) / 2) + low] / UnitsInNat / Queries, 0, Math.Log(2));
    }
}
