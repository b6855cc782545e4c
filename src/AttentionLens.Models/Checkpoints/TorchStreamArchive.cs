using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace AttentionLens.Models.Checkpoints;

/// <summary>The layout before torch 1.6: five pickles one after another (magic number, protocol, system, value, storage keys), then
/// every storage in the order of the keys, each behind its number of elements.</summary>
internal static class TorchStreamArchive
{
    private const long Protocol = 1001;

    private static readonly BigInteger Magic =
        BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static TorchArchive Read(MappedFile file)
    {
        long position = 0;
        if (Next(file, ref position) is not BigInteger magic || magic != Magic)
        {
            throw Broken(file.Name, "does not begin with torch's magic number");
        }

        if (Next(file, ref position) is not Protocol)
        {
            throw Broken(file.Name, $"is not of protocol {Protocol.ToString(CultureInfo.InvariantCulture)}");
        }

        if (Next(file, ref position) is not PickleDictionary system || !system.Items.Contains(("little_endian", true)))
        {
            throw Broken(file.Name, "was not saved in little-endian byte order");
        }

        object? value = Next(file, ref position);
        return Next(file, ref position) is PickleList keys
            ? new TorchArchive(value, Storages(file, position, keys, ElementsOf(file.Name, value)))
            : throw Broken(file.Name, "has no list of storages");
    }

    private static object? Next(MappedFile file, ref long position)
    {
        using ByteView view = file.View(position, Math.Min(file.Length - position, PickleReader.MaximumLength));
        (object? value, int length) = PickleReader.Read(file.Name, view.Slice(0, (int)view.Length));
        position += length;
        return value;
    }

    /// <summary>What the state dict says about each storage; the storages themselves do not tell the size of an element.</summary>
    private static Dictionary<string, TorchStorage> ElementsOf(string fileName, object? value)
    {
        Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
        foreach ((_, TorchTensor tensor) in TorchStateDict.Tensors(fileName, value))
        {
            storages[tensor.Storage.Key] = tensor.Storage;
        }

        return storages;
    }

    private static Dictionary<string, StorageRecord> Storages(
        MappedFile file, long position, PickleList keys, Dictionary<string, TorchStorage> described)
    {
        Dictionary<string, StorageRecord> records = new(StringComparer.Ordinal);
        foreach (object? item in keys.Items)
        {
            if (item is not string key || !described.TryGetValue(key, out TorchStorage? storage))
            {
                throw Broken(file.Name, "lists a storage that no tensor uses");
            }

            long start = position + sizeof(long);
            if (start > file.Length || storage.RootBytes > file.Length - start || Elements(file, position) != storage.RootLength)
            {
                throw Broken(file.Name, $"is cut short, or disagrees about the length of the storage {Quoted.Of(key)}");
            }

            StorageRecord record = new(key, start, storage.RootBytes, storage.RootBytes, Checksum: null, IsDeflated: false);
            if (!records.TryAdd(key, record))
            {
                throw Broken(file.Name, $"lists the storage {Quoted.Of(key)} twice");
            }

            position = start + storage.RootBytes;
        }

        return position == file.Length ? records : throw Broken(file.Name, "has bytes behind its last storage");
    }

    private static long Elements(MappedFile file, long position)
    {
        using ByteView view = file.View(position, sizeof(long));
        return BinaryPrimitives.ReadInt64LittleEndian(view.Slice(0, sizeof(long)));
    }

    private static CheckpointException Broken(string fileName, string what) => new(
        $"{Quoted.Of(fileName)} {what}; "
        + "expected a file as torch.save wrote it before version 1.6; download it again or convert it to safetensors");
}
