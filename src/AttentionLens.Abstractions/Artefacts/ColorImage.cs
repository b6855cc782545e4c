using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An image to look at: red, green and blue in sRGB, eight bits each.</summary>
public sealed class ColorImage
{
    /// <summary>Creates an image.</summary>
    /// <param name="width">The columns of pixels.</param>
    /// <param name="height">The rows of pixels.</param>
    /// <param name="values">Three bytes for each pixel, [height, width, channel] in row-major order.</param>
    /// <exception cref="ArgumentException">An extent is below 1, or the number of bytes is another.</exception>
    public ColorImage(int width, int height, ImmutableArray<byte> values)
    {
        if (width < 1 || height < 1 || values.IsDefault || values.Length != 3m * width * height)
        {
            throw new ArgumentException(
                $"Expected a width and a height of at least 1 and three bytes for each pixel, found {width}, {height} and {(values.IsDefault ? 0 : values.Length)} bytes.",
                nameof(values));
        }

        Width = width;
        Height = height;
        Values = values;
    }

    /// <summary>The columns of pixels.</summary>
    public int Width { get; }

    /// <summary>The rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Three bytes for each pixel, [height, width, channel] in row-major order.</summary>
    public ImmutableArray<byte> Values { get; }
}
