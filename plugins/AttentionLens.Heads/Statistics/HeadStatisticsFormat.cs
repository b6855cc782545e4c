using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens.Heads;

/// <summary>Head statistics as bytes, little-endian: <c>ALHS</c>, version, number of measures, number of hook points; for each, in
/// natural order, the name's length and ASCII letters, the number of heads, and per measure the count, the chance, then each head's
/// mean and sum of squared deviations.</summary>
internal static class HeadStatisticsFormat
{
    private const int Version = 1;
    private const int LongestName = 256;

    // Beyond this a count is no exact double any more, and sums of counts could overflow.
    private const long LargestCount = 1L << 53;
    private const double RoundingSlack = 1e-9;
    private static readonly int MeasureCount = MeasureDefinition.All.Length;

    public static void Write(HeadStatistics statistics, IBufferWriter<byte> writer)
    {
        writer.Write("ALHS"u8);
        WriteInt32(writer, Version);
        WriteInt32(writer, MeasureCount);
        WriteInt32(writer, statistics.Sites.Count);
        foreach ((HookName name, SiteStatistics site) in statistics.Sites)
        {
            byte[] letters = Encoding.ASCII.GetBytes(name.Value);
            WriteInt32(writer, letters.Length);
            writer.Write(letters);
            WriteInt32(writer, site.Heads);
            for (int measure = 0; measure < MeasureCount; measure++)
            {
                WriteInt64(writer, site.Counts[measure]);
                WriteDouble(writer, site.Chances[measure]);
                for (int index = measure * site.Heads; index < (measure + 1) * site.Heads; index++)
                {
                    WriteDouble(writer, site.Means[index]);
                    WriteDouble(writer, site.SquaredDeviations[index]);
                }
            }
        }
    }

    public static HeadStatistics Read(ReadOnlySpan<byte> source)
    {
        Reader reader = new(source);
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
            HookName name = ReadName(ref reader);
            if (site > 0 && name <= last)
            {
                throw Refuse($"hook point '{name}' stands after '{last}'");
            }

            last = name;
            statistics.Sites.Add(name, ReadSite(ref reader, name));
        }

        return reader.IsAtEnd ? statistics : throw Refuse("they go on after the last hook point");
    }

    private static HookName ReadName(ref Reader reader)
    {
        int length = reader.Int32();
        if (length is <= 0 or > LongestName)
        {
            throw Refuse($"a hook name has {length} letters, expected 1 to {LongestName}");
        }

        string text = Encoding.ASCII.GetString(reader.Take(length));
        return HookName.TryParse(text, null, out HookName name) && name.Value == text
            ? name
            : throw Refuse("a hook name has letters that no hook name has");
    }

    private static SiteStatistics ReadSite(ref Reader reader, HookName name)
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

    private static LensInputException Refuse(string reason) =>
        new($"These bytes are no head statistics: {reason}; expected what this analyzer wrote, so scan the corpus again.");

    private static void WriteInt32(IBufferWriter<byte> writer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    private static void WriteInt64(IBufferWriter<byte> writer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    private static void WriteDouble(IBufferWriter<byte> writer, double value) => WriteInt64(writer, BitConverter.DoubleToInt64Bits(value));

    [StructLayout(LayoutKind.Auto)]
    private ref struct Reader(ReadOnlySpan<byte> source)
    {
        private ReadOnlySpan<byte> _rest = source;

        public readonly int Remaining => _rest.Length;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public ReadOnlySpan<byte> Take(int length)
        {
            if (length > _rest.Length)
            {
                throw Refuse("they end too early");
            }

            ReadOnlySpan<byte> taken = _rest[..length];
            _rest = _rest[length..];
            return taken;
        }

        public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

        public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public double Double() => BitConverter.Int64BitsToDouble(Int64());
    }
}
