using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Writes a message of a protocol buffer.</summary>
internal sealed class WireBytes
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public WireBytes Number(int field, ulong value) => Varint((ulong)field << 3).Varint(value);

    public WireBytes Flag(int field, bool value) => Number(field, value ? 1UL : 0);

    public WireBytes Single(int field, float value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Varint(((ulong)field << 3) | 5)._bytes.AddRange(bytes);
        return this;
    }

    public WireBytes Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2).Varint((ulong)value.Length)._bytes.AddRange(value);
        return this;
    }

    public WireBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private WireBytes Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }
}
