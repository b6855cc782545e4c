using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An image as numbers, as a model takes it.</summary>
public sealed class ImagePixels
{
    /// <summary>Creates an image.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="height">The rows of pixels.</param>
    /// <param name="width">The columns of pixels.</param>
    /// <param name="values">[channel, height, width] in row-major order.</param>
    /// <exception cref="ArgumentException">An extent is below 1, or the number of values is another.</exception>
    public ImagePixels(int channels, int height, int width, ImmutableArray<float> values)
    {
        if (channels < 1 || height < 1 || width < 1 || values.IsDefault || values.Length != (decimal)channels * height * width)
        {
            throw new ArgumentException(
                $"Expected channels, height and width of at least 1 and their product of values, found {channels}, {height}, {width} and {(values.IsDefault ? 0 : values.Length)} values.",
                nameof(values));
        }

        Channels = channels;
        Height = height;
        Width = width;
        Values = values;
    }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>The rows of pixels.</summary>
    public int Height { get; }

    /// <summary>The columns of pixels.</summary>
    public int Width { get; }

    /// <summary>[channel, height, width] in row-major order, in the units of the model: usually normalised, not 0 to 255.</summary>
    public ImmutableArray<float> Values { get; }
}
