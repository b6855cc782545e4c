using System.Globalization;

namespace AttentionLens.Models.Checkpoints;

/// <summary>The layout of torch 1.6 and later: a zip archive with a pickle, and one entry for each storage.</summary>
internal static class TorchZipArchive
{
    private const string PickleName = "data.pkl";

    public static TorchArchive Read(MappedFile file, StorageReader storages)
    {
        Dictionary<string, StorageRecord> entries = ZipDirectory.Read(file);
        string root = Root(file.Name, entries.Keys);
        if (entries.TryGetValue(root + "byteorder", out StorageRecord? order))
        {
            RequireLittleEndian(file.Name, order, storages);
        }

        StorageRecord pickle = entries[root + PickleName];
        if (pickle.Length > PickleReader.MaximumLength)
        {
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture,
                $"{Quoted.Of(file.Name)} has a pickle of {pickle.Length} bytes; "
                + $"expected at most {PickleReader.MaximumLength}; convert the file to safetensors"));
        }

        using ByteView view = storages.Open(pickle);
        (object? value, _) = PickleReader.Read(file.Name, view.Slice(0, (int)view.Length));
        string data = root + "data/";
        return new TorchArchive(value, entries.Where(entry => entry.Key.StartsWith(data, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[data.Length..], entry => entry.Value, StringComparer.Ordinal));
    }

    /// <summary>The folder inside the archive; torch names it after the file it was first saved to.</summary>
    private static string Root(string fileName, IEnumerable<string> names)
    {
        string[] roots = [.. names
            .Where(name => name.EndsWith("/" + PickleName, StringComparison.Ordinal) && name.Count(unit => unit == '/') == 1)
            .Select(name => name[..^PickleName.Length])];
        return roots.Length == 1
            ? roots[0]
            : throw new CheckpointException(
                $"{Quoted.Of(fileName)} is a zip archive without one folder that holds {PickleName}; "
                + "expected an archive written by torch.save; convert it to safetensors");
    }

    private static void RequireLittleEndian(string fileName, StorageRecord order, StorageReader storages)
    {
        using ByteView view = storages.Open(order);
        if (view.Length != "little"u8.Length || !view.Slice(0, (int)view.Length).SequenceEqual("little"u8))
        {
            throw new CheckpointException(
                $"{Quoted.Of(fileName)} was not saved in little-endian byte order; "
                + "expected 'little'; convert it to safetensors where it was saved");
        }
    }
}
