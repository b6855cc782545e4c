using System.Buffers;
using System.Buffers.Binary;

namespace AttentionLens.Engine.Tests;

/// <summary>Counts values and adds them up.</summary>
internal sealed class IdSum : IAccumulator<IdSum>
{
    public long Count { get; private set; }

    public double Sum { get; private set; }

    public static IdSum ReadFrom(ReadOnlySpan<byte> source) =>
        source.Length == 16
            ? new IdSum { Count = BinaryPrimitives.ReadInt64LittleEndian(source), Sum = BinaryPrimitives.ReadDoubleLittleEndian(source[8..]) }
            : throw new LensInputException($"Found {source.Length} bytes; expected 16.");

    public void Add(double value)
    {
        Count++;
        Sum += value;
    }

    public void Merge(IdSum other)
    {
        Count += other.Count;
        Sum += other.Sum;
    }

    public void WriteTo(IBufferWriter<byte> writer)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(8), Count);
        writer.Advance(8);
        BinaryPrimitives.WriteDoubleLittleEndian(writer.GetSpan(8), Sum);
        writer.Advance(8);
    }
}
