namespace AttentionLens.Models.Images;

/// <summary>Turns unfiltered PNG rows into 8-bit planes: one for grey, else three.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly string _file;
    private readonly byte[] _values;
    private readonly int _channels;

    public PngPixels(PngHeader header, byte[] palette, string file)
    {
        _header = header;
        _palette = palette;
        _file = file;
        _channels = header.Color is PngColor.Grey or PngColor.GreyAlpha ? 1 : 3;
        _values = new byte[_channels * header.Height * header.Width];
    }

    public ByteImage Image => new(_channels, _header.Height, _header.Width, _values);

    /// <summary>Puts the pixels of one row of a pass where they belong.</summary>
    public void Put(ReadOnlySpan<byte> row, int width, int top, int left, int across)
    {
        int plane = _header.Height * _header.Width;
        for (int index = 0; index < width; index++)
        {
            int target = (top * _header.Width) + left + (index * across);
            if (_header.Color == PngColor.Palette)
            {
                ReadOnlySpan<byte> color = ColorOf(Sample(row, index));
                for (int channel = 0; channel < _channels; channel++)
                {
                    _values[(channel * plane) + target] = color[channel];
                }

                continue;
            }

            for (int channel = 0; channel < _channels; channel++)
            {
                _values[(channel * plane) + target] = Scaled(Sample(row, (index * _header.Samples) + channel));
            }
        }
    }

    // Of 16 bits the upper 8.
    private byte Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_header.Depth >= 8)
        {
            return row[index * (_header.Depth / 8)];
        }

        int bit = index * _header.Depth;
        return (byte)((row[bit / 8] >> (8 - _header.Depth - (bit % 8))) & ((1 << _header.Depth) - 1));
    }

    private byte Scaled(byte sample) => _header.Depth >= 8 ? sample : (byte)(sample * byte.MaxValue / ((1 << _header.Depth) - 1));

    private ReadOnlySpan<byte> ColorOf(int entry) => (entry + 1) * 3 <= _palette.Length
        ? _palette.AsSpan(entry * 3, 3)
        : throw ImageError.Of(_file, $"has a pixel of colour {entry}", $"one of the {_palette.Length / 3} colours of its palette");
}
