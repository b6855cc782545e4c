namespace AttentionLens.Rendering;

/// <summary>An image as a PNG picture, as it is or in grey under the colours of scores. Sides beyond what a figure shows are sampled; small ones are
/// enlarged here, because some viewers smooth what they enlarge.</summary>
internal sealed class OverlayPicture
{
    private const int LongestSide = 512;
    private readonly ColorImage _image;
    private readonly int _stride;
    private readonly int _enlargement;
    private readonly int _width;
    private readonly int _height;

    /// <param name="image">The image.</param>
    /// <param name="scale">How large a pixel is drawn.</param>
    public OverlayPicture(ColorImage image, double scale)
    {
        _image = image;
        _enlargement = Math.Max(1, (int)scale);
        _stride = ((Math.Max(image.Width, image.Height) - 1) / LongestSide) + 1;
        _width = ((image.Width - 1) / _stride) + 1;
        _height = ((image.Height - 1) / _stride) + 1;
    }

    /// <summary>The image as it is.</summary>
    public byte[] Plain() => Draw((_, _, pixel) => pixel);

    /// <summary>The image under the colours of scores.</summary>
    public byte[] Covered(OverlayColors colors, Rgb missing) => Draw((x, y, pixel) => colors.Cover(x, y, pixel) ?? missing);

    private byte[] Draw(Func<int, int, Rgb, Rgb> colorOf)
    {
        int stride = 3 * _width * _enlargement;
        byte[] channels = new byte[stride * _height * _enlargement];
        for (int row = 0; row < _height; row++)
        {
            Span<byte> line = channels.AsSpan(row * _enlargement * stride, stride);
            for (int column = 0; column < _width; column++)
            {
                (int x, int y) = (Math.Min((column * _stride) + (_stride / 2), _image.Width - 1), Math.Min((row * _stride) + (_stride / 2), _image.Height - 1));
                int source = 3 * ((y * _image.Width) + x);
                Rgb color = colorOf(x, y, new Rgb(_image.Values[source], _image.Values[source + 1], _image.Values[source + 2]));
                for (int copy = 0; copy < _enlargement; copy++)
                {
                    int place = 3 * ((column * _enlargement) + copy);
                    (line[place], line[place + 1], line[place + 2]) = (color.Red, color.Green, color.Blue);
                }
            }

            for (int copy = 1; copy < _enlargement; copy++)
            {
                line.CopyTo(channels.AsSpan(((row * _enlargement) + copy) * stride));
            }
        }

        return PngWriter.Truecolor(_width * _enlargement, _height * _enlargement, channels);
    }
}
