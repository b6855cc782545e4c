using System.Buffers;

namespace AttentionLens.Heads;

/// <summary>Alignment statistics as bytes, little-endian: <c>ALAL</c>, version, number of hook points; for each, in natural order, the
/// name's length and ASCII letters, the number of heads, and for each way of taking attention the examples, the true links, and each
/// map's links and those of them that are true.</summary>
internal static class AlignmentStatisticsFormat
{
    private const int Version = 1;
    private const string What = "alignment statistics";
    private const long LargestCount = 1L << 53;

    public static void Write(AlignmentStatistics statistics, IBufferWriter<byte> writer)
    {
        writer.Write("ALAL"u8);
        writer.WriteInt32(Version);
        writer.WriteInt32(statistics.Sites.Count);
        foreach ((HookName name, AlignmentCounts counts) in statistics.Sites)
        {
            writer.WriteName(name);
            writer.WriteInt32(counts.Heads);
            for (int reading = 0; reading < AlignmentCounts.Readings; reading++)
            {
                writer.WriteInt64(counts.Examples[reading]);
                writer.WriteInt64(counts.True[reading]);
                for (int map = 0; map < counts.Maps; map++)
                {
                    writer.WriteInt64(counts.Drawn[(reading * counts.Maps) + map]);
                    writer.WriteInt64(counts.Agreed[(reading * counts.Maps) + map]);
                }
            }
        }
    }

    public static AlignmentStatistics Read(ReadOnlySpan<byte> source)
    {
        StateReader reader = new(source, What);
        if (!reader.Take(4).SequenceEqual("ALAL"u8))
        {
            throw Refuse("they do not start with ALAL");
        }

        int version = reader.Int32();
        if (version != Version)
        {
            throw Refuse($"they are of version {version}, and this build reads version {Version}");
        }

        int sites = reader.Int32();
        if (sites < 0)
        {
            throw Refuse($"they claim {sites} hook points");
        }

        AlignmentStatistics statistics = new();
        HookName last = default;
        for (int site = 0; site < sites; site++)
        {
            HookName name = reader.Name();
            if (site > 0 && name <= last)
            {
                throw Refuse($"hook point '{name}' stands after '{last}'");
            }

            last = name;
            statistics.Sites.Add(name, ReadCounts(ref reader, name));
        }

        return reader.IsAtEnd ? statistics : throw Refuse("they go on after the last hook point");
    }

    private static AlignmentCounts ReadCounts(ref StateReader reader, HookName name)
    {
        int heads = reader.Int32();
        if (heads < 0 || heads > reader.Remaining / (AlignmentCounts.Readings * 2 * sizeof(long)))
        {
            throw Refuse($"'{name}' claims {heads} heads, more than the bytes hold");
        }

        AlignmentCounts counts = new(heads);
        for (int reading = 0; reading < AlignmentCounts.Readings; reading++)
        {
            long examples = counts.Examples[reading] = reader.Int64();
            long known = counts.True[reading] = reader.Int64();
            bool valid = examples >= 0 && known >= examples && known <= LargestCount && (examples > 0 || known == 0);
            for (int map = 0; map < counts.Maps; map++)
            {
                long drawn = counts.Drawn[(reading * counts.Maps) + map] = reader.Int64();
                long agreed = counts.Agreed[(reading * counts.Maps) + map] = reader.Int64();
                valid &= agreed >= 0 && agreed <= drawn && agreed <= known && drawn <= (examples > 0 ? LargestCount : 0);
            }

            if (!valid)
            {
                throw Refuse($"the links of '{name}' have a count that cannot be");
            }
        }

        return counts;
    }

    private static LensInputException Refuse(string reason) => StateReader.Refuse(What, reason);
}
