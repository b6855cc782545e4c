using System.Runtime.InteropServices;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Bytes on loan, either of a mapped file or of an array. While a view of a mapping exists the mapping cannot be taken away,
/// so a span from <see cref="Slice"/> is valid until <see cref="Dispose"/>.</summary>
internal readonly unsafe ref struct ByteView : IDisposable
{
    private readonly SafeBuffer? _buffer;
    private readonly byte* _start;
    private readonly ReadOnlySpan<byte> _array;

    public ByteView(SafeBuffer buffer, long offset, long length)
    {
        byte* start = null;
        buffer.AcquirePointer(ref start);
        _buffer = buffer;
        _start = start + offset;
        Length = length;
    }

    public ByteView(ReadOnlySpan<byte> array)
    {
        _array = array;
        Length = array.Length;
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return _buffer is null ? _array.Slice((int)offset, length) : new ReadOnlySpan<byte>(_start + offset, length);
    }

    public void Dispose() => _buffer?.ReleasePointer();
}
