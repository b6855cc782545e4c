using System.Buffers;

namespace AttentionLens.Attribution;

/// <summary>A buffer for the length of a call. Its contents are undefined.</summary>
internal readonly ref struct Scratch : IDisposable
{
    private readonly float[] _rented;

    public Scratch(int length)
    {
        _rented = ArrayPool<float>.Shared.Rent(length);
        Span = _rented.AsSpan(0, length);
    }

    public Span<float> Span { get; }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
}
