using System.Buffers.Binary;
using System.Collections.ObjectModel;
using System.Globalization;

namespace AttentionLens.Models.Checkpoints;

/// <summary>One safetensors file, mapped. Opening validates the whole header: types, shapes, offsets, and that the tensors cover the file
/// exactly, without overlaps or holes.</summary>
public sealed class SafetensorsFile : Checkpoint
{
    /// <summary>The bytes before the header: its length as an unsigned 64-bit number.</summary>
    internal const int PrefixLength = sizeof(ulong);

    private readonly MappedFile _file;
    private readonly long _dataStart;
    private readonly Dictionary<string, long> _begins;

    private SafetensorsFile(
        MappedFile file, long dataStart, IReadOnlyCollection<SafetensorsEntry> entries, IDictionary<string, string> metadata)
        : base(entries.Select(entry => entry.Tensor))
    {
        _file = file;
        _dataStart = dataStart;
        _begins = entries.ToDictionary(entry => entry.Tensor.Name, entry => entry.Begin, StringComparer.Ordinal);
        Metadata = new ReadOnlyDictionary<string, string>(metadata);
    }

    /// <summary>The file's own remarks (<c>__metadata__</c>), enumerated in ordinal order of the names; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens and validates a file. To find the checkpoint of a model folder use <see cref="Checkpoint.Open"/>.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="CheckpointException">The file cannot be opened or is not a sound safetensors file.</exception>
    public static new SafetensorsFile Open(string path)
    {
        MappedFile file = MappedFile.Open(path);
        try
        {
            return Read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal override void ReadBytes(CheckpointTensor tensor, long first, Span<byte> destination)
    {
        long offset = _dataStart + _begins[tensor.Name] + (first * tensor.ElementType.Size());
        using ByteView view = _file.View(offset, destination.Length);
        view.Slice(0, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _file.Dispose();

    private static SafetensorsFile Read(MappedFile file)
    {
        ulong headerLength = 0;
        if (file.Length >= PrefixLength)
        {
            using ByteView prefix = file.View(0, PrefixLength);
            headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix.Slice(0, PrefixLength));
        }

        long available = Math.Min(file.Length - PrefixLength, SafetensorsHeader.MaximumLength);
        if (headerLength is 0 || available < 0 || headerLength > (ulong)available)
        {
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture,
                $"{Quoted.Of(file.Name)} has {file.Length} bytes and a header length of {headerLength}; "
                + $"expected a header of 2 to {Math.Max(available, 2)} bytes; "
                + $"the file is cut short or not safetensors, download it again"));
        }

        long dataStart = PrefixLength + (long)headerLength;
        using ByteView header = file.View(PrefixLength, (long)headerLength);
        (IReadOnlyCollection<SafetensorsEntry> entries, SortedDictionary<string, string> metadata) =
            SafetensorsHeader.Parse(file.Name, header.Slice(0, (int)headerLength), file.Length - dataStart);
        return new SafetensorsFile(file, dataStart, entries, metadata);
    }
}
