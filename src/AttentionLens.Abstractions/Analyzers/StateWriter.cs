using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AttentionLens;

/// <summary>Writes the parts of an accumulator, little-endian; <see cref="StateReader"/> reads them.</summary>
public static class StateWriter
{
    /// <summary>Writes four bytes.</summary>
    public static void WriteInt32(this IBufferWriter<byte> writer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    /// <summary>Writes eight bytes.</summary>
    public static void WriteInt64(this IBufferWriter<byte> writer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    /// <summary>Writes eight bytes: the same bits come back.</summary>
    public static void WriteDouble(this IBufferWriter<byte> writer, double value) => writer.WriteInt64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Writes a hook name as its length and its ASCII letters.</summary>
    public static void WriteName(this IBufferWriter<byte> writer, HookName name)
    {
        byte[] letters = Encoding.ASCII.GetBytes(name.Value);
        writer.WriteInt32(letters.Length);
        writer.Write(letters);
    }
}
