namespace AttentionLens.Rendering;

/// <summary>Packs bits into bytes, lowest bit first, as deflate does.</summary>
internal sealed class BitWriter(List<byte> destination)
{
    private ulong _held;
    private int _count;

    /// <summary>Appends the low bits of a value.</summary>
    public void Write(uint value, int bits)
    {
        _held |= (ulong)value << _count;
        for (_count += bits; _count >= 8; _count -= 8)
        {
            destination.Add((byte)_held);
            _held >>= 8;
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Flush()
    {
        if (_count > 0)
        {
            destination.Add((byte)_held);
            (_held, _count) = (0, 0);
        }
    }
}
