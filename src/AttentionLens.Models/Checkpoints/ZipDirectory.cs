using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Models.Checkpoints;

/// <summary>The central directory of a zip archive, read without trust: <see cref="System.IO.Compression.ZipArchive"/> does not tell
/// where an entry's bytes lie, and tensors are read in place.</summary>
internal ref struct ZipDirectory
{
    private const int EndLength = 22;
    private const int MaximumComment = ushort.MaxValue;
    private const int End64LocatorLength = 20;
    private const int End64Length = 56;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const int MaximumDirectory = 1 << 28;
    private const uint EndSignature = 0x06054B50;
    private const uint End64LocatorSignature = 0x07064B50;
    private const uint End64Signature = 0x06064B50;
    private const uint EntrySignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;
    private const ushort Zip64Extra = 1;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private const ushort EncryptedFlags = 0x2041;

    // Deflate reaches about 1000 to 1; weights never come near 100, and a small entry cannot do harm at any ratio.
    private const long MaximumRatio = 100;
    private const long HarmlessLength = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _fileName;
    private readonly ByteView _file;
    private readonly Dictionary<string, StorageRecord> _records = new(StringComparer.Ordinal);
    private long _start;
    private long _length;
    private ulong _count;

    private ZipDirectory(string fileName, ByteView file)
    {
        _fileName = fileName;
        _file = file;
    }

    /// <summary>All entries by name. Their bytes lie inside the file, before the directory.</summary>
    public static Dictionary<string, StorageRecord> Read(MappedFile file)
    {
        using ByteView view = file.View(0, file.Length);
        ZipDirectory directory = new(file.Name, view);
        directory.FindEnd();
        directory.ReadEntries();
        return directory._records;
    }

    private void FindEnd()
    {
        int tailLength = (int)Math.Min(_file.Length, EndLength + MaximumComment);
        ReadOnlySpan<byte> tail = _file.Slice(_file.Length - tailLength, tailLength);
        for (int at = tailLength - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail[at..];
            if (U32(end) == EndSignature && U16(end[20..]) == end.Length - EndLength)
            {
                ReadEnd(end, _file.Length - tailLength + at);
                return;
            }
        }

        throw Broken("has no end of a central directory");
    }

    private void ReadEnd(ReadOnlySpan<byte> end, long position)
    {
        _count = U16(end[10..]);
        _length = U32(end[12..]);
        _start = U32(end[16..]);
        bool isWhole = U16(end[4..]) == U16(end[6..]) && U16(end[8..]) == U16(end[10..]);
        if (_count == ushort.MaxValue || _length == uint.MaxValue || _start == uint.MaxValue)
        {
            position = ReadEnd64(position);
        }

        if (!isWhole || _start < 0 || _length < 0 || _length > MaximumDirectory || _start > position - _length
            || _count > (ulong)_length / EntryLength)
        {
            throw Broken("has an impossible central directory");
        }
    }

    /// <summary>Reads the 64-bit end and returns where it begins.</summary>
    private long ReadEnd64(long position)
    {
        if (position < End64LocatorLength + End64Length)
        {
            throw Broken("lacks the 64-bit end of its central directory");
        }

        ReadOnlySpan<byte> locator = _file.Slice(position - End64LocatorLength, End64LocatorLength);
        long start = (long)U64(locator[8..]);
        if (U32(locator) != End64LocatorSignature || start < 0 || start > position - End64LocatorLength - End64Length)
        {
            throw Broken("lacks the 64-bit end of its central directory");
        }

        ReadOnlySpan<byte> end = _file.Slice(start, End64Length);
        if (U32(end) != End64Signature)
        {
            throw Broken("lacks the 64-bit end of its central directory");
        }

        _count = U64(end[32..]);
        _length = (long)U64(end[40..]);
        _start = (long)U64(end[48..]);
        return start;
    }

    private readonly void ReadEntries()
    {
        ReadOnlySpan<byte> rest = _file.Slice(_start, (int)_length);
        for (ulong index = 0; index < _count; index++)
        {
            if (rest.Length < EntryLength || U32(rest) != EntrySignature)
            {
                throw Broken("has a damaged central directory");
            }

            int nameLength = U16(rest[28..]);
            int extraLength = U16(rest[30..]);
            int entryLength = EntryLength + nameLength + extraLength + U16(rest[32..]);
            if (rest.Length < entryLength)
            {
                throw Broken("has a damaged central directory");
            }

            ReadEntry(rest[..EntryLength], rest.Slice(EntryLength, nameLength), rest.Slice(EntryLength + nameLength, extraLength));
            rest = rest[entryLength..];
        }
    }

    private readonly void ReadEntry(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> nameBytes, ReadOnlySpan<byte> extra)
    {
        string name = Name(nameBytes);
        ushort method = U16(entry[10..]);
        if ((U16(entry[8..]) & EncryptedFlags) != 0 || method is not (Stored or Deflated))
        {
            throw Broken($"has the encrypted or strangely compressed entry {Quoted.Of(name)}");
        }

        long storedLength = U32(entry[20..]);
        long length = U32(entry[24..]);
        long local = U32(entry[42..]);
        Widen(name, extra, ref length, ref storedLength, ref local);
        long offset = DataOffset(name, nameBytes, local);
        bool fits = storedLength >= 0 && length >= 0 && offset <= _start - storedLength;
        if (!fits || (method == Stored && storedLength != length))
        {
            throw Broken($"has the entry {Quoted.Of(name)} with an impossible length");
        }

        // A division, so that no product can overflow.
        bool isBomb = length > HarmlessLength && length / MaximumRatio > storedLength;
        if (method == Deflated && (isBomb || length > Array.MaxLength || storedLength > Array.MaxLength))
        {
            throw Broken(FormattableString.Invariant(
                $"has the entry {Quoted.Of(name)} that inflates {storedLength} bytes to {length}, too much to accept"));
        }

        if (!_records.TryAdd(name, new StorageRecord(name, offset, storedLength, length, U32(entry[16..]), method == Deflated)))
        {
            throw Broken($"has the entry {Quoted.Of(name)} twice");
        }
    }

    private readonly string Name(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Broken("has an entry whose name is not UTF-8");
        }
    }

    /// <summary>Replaces the lengths and the offset that stand in the 64-bit extra field, in the order the format fixes.</summary>
    private readonly void Widen(string name, ReadOnlySpan<byte> extra, ref long length, ref long storedLength, ref long local)
    {
        bool needs = length == uint.MaxValue || storedLength == uint.MaxValue || local == uint.MaxValue;
        while (needs && extra.Length >= 4)
        {
            int fieldLength = U16(extra[2..]);
            if (fieldLength > extra.Length - 4)
            {
                break;
            }

            ReadOnlySpan<byte> field = extra.Slice(4, fieldLength);
            if (U16(extra) == Zip64Extra)
            {
                bool isRead = Take(ref length, ref field) && Take(ref storedLength, ref field) && Take(ref local, ref field);
                if (isRead)
                {
                    return;
                }

                break;
            }

            extra = extra[(4 + fieldLength)..];
        }

        if (needs)
        {
            throw Broken($"lacks the 64-bit lengths of the entry {Quoted.Of(name)}");
        }
    }

    private static bool Take(ref long value, ref ReadOnlySpan<byte> field)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (field.Length < sizeof(ulong))
        {
            return false;
        }

        value = (long)U64(field);
        field = field[sizeof(ulong)..];
        return true;
    }

    private readonly long DataOffset(string name, ReadOnlySpan<byte> nameBytes, long local)
    {
        if (local < 0 || local > _start - LocalLength)
        {
            throw Broken($"places the entry {Quoted.Of(name)} outside the file");
        }

        ReadOnlySpan<byte> header = _file.Slice(local, LocalLength);
        int nameLength = U16(header[26..]);
        long offset = local + LocalLength + nameLength + U16(header[28..]);
        bool isSame = U32(header) == LocalSignature && offset <= _start
            && _file.Slice(local + LocalLength, nameLength).SequenceEqual(nameBytes);
        return isSame ? offset : throw Broken($"describes the entry {Quoted.Of(name)} in two ways");
    }

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ulong U64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private readonly CheckpointException Broken(string what) => new(
        $"{Quoted.Of(_fileName)} {what}; expected a zip archive written by torch.save; download or save it again");
}
