using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Models.Tests.Checkpoints;

/// <summary>Builds safetensors files by hand, sound ones and broken ones.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Build(string header, int dataLength) => Build(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] Build(byte[] header, byte[] data)
    {
        byte[] file = new byte[sizeof(ulong) + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, sizeof(ulong));
        data.CopyTo(file, sizeof(ulong) + header.Length);
        return file;
    }
}
