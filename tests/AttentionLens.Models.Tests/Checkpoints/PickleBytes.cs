using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens.Models.Tests.Checkpoints;

/// <summary>Writes pickles operation by operation, and the files that torch.save makes of them.</summary>
internal sealed class PickleBytes
{
    private static readonly byte[] Magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private readonly List<byte> _bytes = [];

    public PickleBytes() => _ = Op(0x80, 2);

    public PickleBytes Op(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Op(char operation) => Op((byte)operation);

    public PickleBytes Ascii(string text)
    {
        _bytes.AddRange(Encoding.ASCII.GetBytes(text));
        return this;
    }

    public PickleBytes Text(string text)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(text);
        return Op('X').Int32(encoded.Length).Op(encoded);
    }

    public PickleBytes Number(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Op(0x8a, 8).Op(bytes);
    }

    public PickleBytes Int32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Op(bytes);
    }

    public PickleBytes Global(string module, string name) => Op('c').Ascii($"{module}\n{name}\n");

    public PickleBytes Tuple(params ReadOnlySpan<long> numbers)
    {
        _ = Op('(');
        foreach (long number in numbers)
        {
            _ = Number(number);
        }

        return Op('t');
    }

    public PickleBytes Storage(string type, string key, long length, bool isStream = false)
    {
        _ = Op('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Number(length);
        return isStream ? Op('N').Op('t').Op('Q') : Op('t').Op('Q');
    }

    /// <summary>A tensor over the storage that <paramref name="storage"/> pushes.</summary>
    public PickleBytes Tensor(Action<PickleBytes> storage, long first, long[] shape, long[] strides)
    {
        _ = Global("torch._utils", "_rebuild_tensor_v2").Op('(');
        storage(this);
        return Number(first).Tuple(shape).Tuple(strides).Op(0x89).Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');
    }

    public byte[] Stop() => [.. _bytes, (byte)'.'];

    /// <summary>A state dict with one entry whose value <paramref name="value"/> pushes.</summary>
    public static byte[] StateDict(Action<PickleBytes> value)
    {
        PickleBytes pickle = new PickleBytes().Op('}').Op('(').Text("weight");
        value(pickle);
        return pickle.Op('u').Stop();
    }

    /// <summary>A state dict with one float tensor over a storage of its own with the key 0.</summary>
    public static byte[] OneTensor(long length, long first, long[] shape, long[] strides, string type = "FloatStorage") =>
        StateDict(pickle => pickle.Tensor(inner => inner.Storage(type, "0", length), first, shape, strides));

    public static byte[] Zip(
        byte[] pickle, float[] storage, string? byteOrder = "little", CompressionLevel level = CompressionLevel.NoCompression)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "model/data.pkl", pickle, CompressionLevel.NoCompression);
            if (byteOrder is not null)
            {
                Add(archive, "model/byteorder", Encoding.ASCII.GetBytes(byteOrder), CompressionLevel.NoCompression);
            }

            Add(archive, "model/data/0", MemoryMarshal.AsBytes(storage.AsSpan()), level);
        }

        return stream.ToArray();
    }

    /// <summary>The layout before torch 1.6, with one storage under the key 0.</summary>
    public static byte[] Stream(byte[] pickle, float[] storage, bool isLittleEndian = true)
    {
        byte[] count = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, storage.Length);
        byte[] protocol = new PickleBytes().Op((byte)'M', 0xe9, 3).Stop();
        byte[] system = new PickleBytes().Op('}').Text("little_endian").Op(isLittleEndian ? (byte)0x88 : (byte)0x89).Op('s').Stop();
        byte[] keys = new PickleBytes().Op(']').Text("0").Op('a').Stop();
        return [.. Magic, .. protocol, .. system, .. pickle, .. keys, .. count, .. MemoryMarshal.AsBytes(storage.AsSpan())];
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> bytes, CompressionLevel level)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }
}
