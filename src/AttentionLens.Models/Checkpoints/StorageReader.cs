using System.IO.Compression;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Lends the bytes of records: mapped ones in place, deflated ones from one inflated copy at a time. A checksum is verified
/// when a record is first lent.</summary>
internal sealed class StorageReader(MappedFile file)
{
    private const int ChecksumChunk = 1 << 20;

    private readonly Lock _gate = new();
    private readonly HashSet<StorageRecord> _verified = new(ReferenceEqualityComparer.Instance);
    private (StorageRecord Record, byte[] Bytes)? _inflated;

    public ByteView Open(StorageRecord record)
    {
        if (record.IsDeflated)
        {
            return new ByteView(Inflated(record));
        }

        ByteView view = file.View(record.Offset, record.Length);
        try
        {
            lock (_gate)
            {
                Verify(record, view);
            }

            return view;
        }
        catch
        {
            view.Dispose();
            throw;
        }
    }

    private byte[] Inflated(StorageRecord record)
    {
        lock (_gate)
        {
            if (_inflated is { } held && ReferenceEquals(held.Record, record))
            {
                return held.Bytes;
            }

            // Let go of the old copy first, so that two are never held.
            _inflated = null;
            byte[] bytes = Inflate(record);
            Verify(record, new ByteView(bytes));
            _inflated = (record, bytes);
            return bytes;
        }
    }

    private unsafe byte[] Inflate(StorageRecord record)
    {
        if (record.StoredLength == 0)
        {
            throw Damaged(record, "is deflated into nothing");
        }

        byte[] bytes = new byte[record.Length];
        using ByteView view = file.View(record.Offset, record.StoredLength);
        ReadOnlySpan<byte> stored = view.Slice(0, (int)record.StoredLength);
        try
        {
            fixed (byte* start = stored)
            {
                using UnmanagedMemoryStream source = new(start, stored.Length);
                using DeflateStream inflater = new(source, CompressionMode.Decompress);
                int read = inflater.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                return read == bytes.Length && inflater.ReadByte() < 0
                    ? bytes
                    : throw Damaged(record, "inflates to another length than its directory says");
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CheckpointException(Damaged(record, "cannot be inflated").Message, exception);
        }
    }

    private void Verify(StorageRecord record, ByteView view)
    {
        if (record.Checksum is not { } expected || !_verified.Add(record))
        {
            return;
        }

        Crc32 checksum = new();
        for (long offset = 0; offset < view.Length; offset += ChecksumChunk)
        {
            checksum.Append(view.Slice(offset, (int)Math.Min(ChecksumChunk, view.Length - offset)));
        }

        if (checksum.Value != expected)
        {
            _ = _verified.Remove(record);
            throw Damaged(record, "does not match its checksum");
        }
    }

    private CheckpointException Damaged(StorageRecord record, string what) => new(
        $"{Quoted.Of(file.Name)}: {Quoted.Of(record.Name)} {what}; expected an undamaged archive; download or save it again");
}
