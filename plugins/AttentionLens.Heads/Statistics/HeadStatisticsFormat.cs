using System.Buffers;

namespace AttentionLens.Heads;

/// <summary>Head statistics as bytes, little-endian: <c>ALHS</c>, version, number of measures, number of hook points; for each, in
/// natural order, the name's length and ASCII letters, the number of heads, and per measure the count, the chance, then each head's
/// mean and sum of squared deviations.</summary>
internal static class HeadStatisticsFormat
{
    private const int Version = 1;
    private const string What = "head statistics";

    // Beyond this a count is no exact double any more, and sums of counts could overflow.
    private const long LargestCount = 1L << 53;
    private const double RoundingSlack = 1e-9;
    private static readonly int MeasureCount = MeasureDefinition.All.Length;

    public static void Write(HeadStatistics statistics, IBufferWriter<byte> writer)
    {
        writer.Write("ALHS"u8);
        writer.WriteInt32(Version);
        writer.WriteInt32(MeasureCount);
        writer.WriteInt32(statistics.Sites.Count);
        foreach ((HookName name, SiteStatistics site) in statistics.Sites)
        {
            writer.WriteName(name);
            writer.WriteInt32(site.Heads);
            for (int measure = 0; measure < MeasureCount; measure++)
            {
                writer.WriteInt64(site.Counts[measure]);
                writer.WriteDouble(site.Chances[measure]);
                for (int index = measure * site.Heads; index < (measure + 1) * site.Heads; index++)
                {
                    writer.WriteDouble(site.Means[index]);
                    writer.WriteDouble(site.SquaredDeviations[index]);
                }
            }
        }
    }

    public static HeadStatistics Read(ReadOnlySpan<byte> source)
    {
        StateReader reader = new(source, What);
        if (!reader.Take(4).SequenceEqual("ALHS"u8))
        {
            throw Refuse("they do not start with ALHS");
        }

        int version = reader.Int32();
        if (version != Version)
        {
            throw Refuse($"they are of version {version}, and this build reads version {Version}");
        }

        if (reader.Int32() != MeasureCount)
        {
            throw Refuse($"they hold other than {MeasureCount} measures");
        }

        int sites = reader.Int32();
        if (sites < 0)
        {
            throw Refuse($"they claim {sites} hook points");
        }

        HeadStatistics statistics = new();
        HookName last = default;
        for (int site = 0; site < sites; site++)
        {
            HookName name = reader.Name();
            if (site > 0 && name <= last)
            {
                throw Refuse($"hook point '{name}' stands after '{last}'");
            }

            last = name;
            statistics.Sites.Add(name, ReadSite(ref reader, name));
        }

        return reader.IsAtEnd ? statistics : throw Refuse("they go on after the last hook point");
    }

    private static SiteStatistics ReadSite(ref StateReader reader, HookName name)
    {
        int heads = reader.Int32();
        if (heads < 0 || heads > reader.Remaining / (MeasureCount * 2 * sizeof(double)))
        {
            throw Refuse($"'{name}' claims {heads} heads, more than the bytes hold");
        }

        SiteStatistics site = new(heads);
        for (int measure = 0; measure < MeasureCount; measure++)
        {
            long count = site.Counts[measure] = reader.Int64();
            double chance = site.Chances[measure] = reader.Double();
            bool valid = count >= 0 && count <= LargestCount && count <= site.Examples
                && chance >= 0 && chance <= (count > 0 ? 1 + RoundingSlack : 0);
            for (int index = measure * heads; index < (measure + 1) * heads; index++)
            {
                double mean = site.Means[index] = reader.Double();
                double squares = site.SquaredDeviations[index] = reader.Double();

                // A model that gives what is no number leaves such a mean behind; a negative spread no model leaves.
                valid &= !(squares < 0) && (count > 0 || (mean == 0 && squares == 0)) && (count > 1 || !(squares > 0));
            }

            if (!valid)
            {
                throw Refuse($"the {MeasureDefinition.All[measure].Name} of '{name}' has a count, chance or spread that cannot be");
            }
        }

        return site;
    }

    private static LensInputException Refuse(string reason) => StateReader.Refuse(What, reason);
}
