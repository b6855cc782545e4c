using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Heads;

/// <summary>Distances between patterns as bytes, little-endian: <c>ALHD</c>, version, number of groups; for each, in order of slugs, the slug's length and ASCII letters, the number of
/// hook points, each with its name and number of heads, the number of queries, and the sums of all pairs.</summary>
internal static class PatternDistancesFormat
{
    private const int Version = 1;
    private const int MostGroups = 8;
    private const int LongestSlug = 64;
    private const long MostQueries = 1L << 53;
    private const string What = "distances between heads";

    public static void Write(PatternDistances distances, IBufferWriter<byte> writer)
    {
        writer.Write("ALHD"u8);
        writer.WriteInt32(Version);
        writer.WriteInt32(distances.Groups.Count);
        foreach ((string slug, GroupDistances group) in distances.Groups)
        {
            writer.WriteInt32(slug.Length);
            writer.Write(Encoding.ASCII.GetBytes(slug));
            writer.WriteInt32(group.Sites.Length);
            foreach (HeadSite site in group.Sites)
            {
                writer.WriteName(site.Name);
                writer.WriteInt32(site.Heads);
            }

            writer.WriteInt64(group.Queries);
            foreach (long sum in group.Sums)
            {
                writer.WriteInt64(sum);
            }
        }
    }

    public static PatternDistances Read(ReadOnlySpan<byte> source)
    {
        StateReader reader = new(source, What);
        if (!reader.Take(4).SequenceEqual("ALHD"u8) || reader.Int32() != Version)
        {
            throw Refuse($"they do not start with ALHD and version {Version}");
        }

        int groups = reader.Int32();
        if (groups is < 0 or > MostGroups)
        {
            throw Refuse($"they claim {groups} groups");
        }

        PatternDistances distances = new();
        string last = string.Empty;
        for (int group = 0; group < groups; group++)
        {
            int length = reader.Int32();
            string slug = length is >= 0 and <= LongestSlug ? Encoding.ASCII.GetString(reader.Take(length)) : throw Refuse($"a group's name has {length} letters");
            if (group > 0 && string.CompareOrdinal(slug, last) <= 0)
            {
                throw Refuse("their groups are not in order");
            }

            last = slug;
            distances.Groups.Add(slug, ReadGroup(ref reader));
        }

        return reader.IsAtEnd ? distances : throw Refuse("they go on after the last group");
    }

    private static GroupDistances ReadGroup(ref StateReader reader)
    {
        int count = reader.Int32();
        if (count < 0 || count > reader.Remaining / (2 * sizeof(int)))
        {
            throw Refuse($"a group claims {count} hook points, more than the bytes hold");
        }

        ImmutableArray<HeadSite>.Builder sites = ImmutableArray.CreateBuilder<HeadSite>();
        long heads = 0;
        for (int site = 0; site < count; site++)
        {
            sites.Add(new HeadSite(reader.Name(), reader.Int32()));
            heads += Math.Max(0, (long)sites[site].Heads);
            if (sites[site].Heads < 0 || heads > GroupDistances.MostHeads || (site > 0 && sites[site].Name <= sites[site - 1].Name))
            {
                throw Refuse($"'{sites[site].Name}' has {sites[site].Heads} heads or is out of order");
            }
        }

        long queries = reader.Int64();
        if (queries is < 0 or > MostQueries || heads * (heads - 1) / 2 > reader.Remaining / sizeof(long))
        {
            throw Refuse($"they claim {heads} heads on {queries} queries, more than the bytes hold");
        }

        GroupDistances group = new(sites.ToImmutable()) { Queries = queries };
        for (int pair = 0; pair < group.Sums.Length; pair++)
        {
            long sum = group.Sums[pair] = reader.Int64();
            if (sum < 0)
            {
                throw Refuse($"a divergence is {sum}, below 0");
            }
        }

        return group;
    }

    private static LensInputException Refuse(string reason) => StateReader.Refuse(What, reason);
}
