using System.Buffers;
using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Statistics of removals as bytes, little-endian: <c>ALRM</c>, version, examples seen and measured, the units (kind, the hook point of what they write, head
/// or −1, heads beside it), and for each column the mean and the sum of squares.</summary>
internal static class RemovalStatisticsFormat
{
    private const int Version = 1;
    private const string What = "statistics of removals";
    private const int BytesOfColumn = 2 * sizeof(double);

    public static void Write(RemovalStatistics statistics, IBufferWriter<byte> writer)
    {
        writer.Write("ALRM"u8);
        writer.WriteInt32(Version);
        writer.WriteInt64(statistics.Seen);
        writer.WriteInt64(statistics.Measured);
        writer.WriteInt32(statistics.Units.Length);
        foreach (ModelUnit unit in statistics.Units)
        {
            writer.WriteInt32((int)unit.Kind);
            writer.WriteName(unit.Site);
            writer.WriteInt32(StackIndex(unit.Stack));
            writer.WriteInt32(unit.Layer);
            writer.WriteInt32(unit.Head ?? -1);
            writer.WriteInt32(unit.HeadCount);
        }

        for (int column = 0; column < statistics.Means.Length; column++)
        {
            writer.WriteDouble(statistics.Means[column]);
            writer.WriteDouble(statistics.Squares[column]);
        }
    }

    public static RemovalStatistics Read(ReadOnlySpan<byte> source)
    {
        StateReader reader = new(source, What);
        if (!reader.Take(4).SequenceEqual("ALRM"u8) || reader.Int32() != Version)
        {
            throw StateReader.Refuse(What, $"they do not start with ALRM and version {Version}");
        }

        RemovalStatistics statistics = new() { Seen = reader.Int64(), Measured = reader.Int64() };
        int units = reader.Int32();
        if (statistics.Measured < 0 || statistics.Seen < statistics.Measured || units < 0 || (units == 0) != (statistics.Measured == 0) || units > reader.Remaining / BytesOfColumn)
        {
            throw StateReader.Refuse(What, $"they claim {units} units on {statistics.Measured} of {statistics.Seen} examples");
        }

        ImmutableArray<ModelUnit>.Builder read = ImmutableArray.CreateBuilder<ModelUnit>(units);
        for (int index = 0; index < units; index++)
        {
            read.Add(Unit(ref reader));
        }

        statistics.Units = read.MoveToImmutable();
        int columns = RemovalStatistics.ColumnsOf(statistics.Units);
        statistics.Means = new double[columns];
        statistics.Squares = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            statistics.Means[column] = reader.Double();
            statistics.Squares[column] = reader.Double();
            if (!double.IsFinite(statistics.Means[column]) || !(statistics.Squares[column] >= 0 && double.IsFinite(statistics.Squares[column])))
            {
                throw StateReader.Refuse(What, $"column {column} holds no mean and spread");
            }
        }

        return reader.IsAtEnd ? statistics : throw StateReader.Refuse(What, $"{reader.Remaining} bytes are left over");
    }

    private static readonly ImmutableArray<string> Stacks = [ModelUnit.Self, ModelUnit.EncoderSelf, ModelUnit.DecoderSelf, ModelUnit.Cross, "encoder", "decoder"];

    private static int StackIndex(string stack) => Stacks.IndexOf(stack);

    private static ModelUnit Unit(ref StateReader reader)
    {
        int kind = reader.Int32();
        HookName site = reader.Name();
        int stack = reader.Int32();
        int layer = reader.Int32();
        int head = reader.Int32();
        int heads = reader.Int32();
        if (!Enum.IsDefined((UnitKind)kind) || stack < 0 || stack >= Stacks.Length || layer < 0 || heads < 0 || head < -1 || (head >= 0 && head >= heads))
        {
            throw StateReader.Refuse(What, "a unit is none");
        }

        ModelUnit unit = new((UnitKind)kind, Stacks[stack], layer, head < 0 ? null : head) { HeadCount = heads };
        return unit.Site == site ? unit : throw StateReader.Refuse(What, $"a unit writes to '{unit.Site}' and says '{site}'");
    }
}
