namespace AttentionLens.Models.Images;

/// <summary>An image of bytes, one plane for each channel: [channel, height, width].</summary>
internal sealed class ByteImage(int channels, int height, int width, byte[] values)
{
    /// <summary>The most pixels that are decoded: beyond it a file is taken for an attack on memory.</summary>
    public const long MostPixels = 1L << 26;

    public int Channels => channels;

    public int Height => height;

    public int Width => width;

    public ReadOnlySpan<byte> Plane(int channel) => values.AsSpan(channel * height * width, height * width);

    /// <summary>The image with three equal channels for grey, or with one that weighs red, green and blue as ITU-R BT.601 does.</summary>
    public ByteImage WithChannels(int count)
    {
        // Shares of 2^16, as image libraries round them; they add up to the whole, so grey stays what it is.
        const int Red = 19595;
        const int Green = 38470;
        const int Blue = 7471;
        const int Half = 1 << 15;
        if (count == channels)
        {
            return this;
        }

        int pixels = height * width;
        byte[] converted = new byte[count * pixels];
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            if (count == 1)
            {
                converted[pixel] = (byte)(((Red * values[pixel]) + (Green * values[pixels + pixel]) + (Blue * values[(2 * pixels) + pixel]) + Half) >> 16);
            }
            else
            {
                converted[pixel] = converted[pixels + pixel] = converted[(2 * pixels) + pixel] = values[pixel];
            }
        }

        return new ByteImage(count, height, width, converted);
    }

    /// <summary>The middle of the image; where it is smaller than asked for, black stands around it.</summary>
    public ByteImage Center(int newHeight, int newWidth)
    {
        int top = FloorHalf(height - newHeight);
        int left = FloorHalf(width - newWidth);
        int first = Math.Max(0, -left);
        int count = Math.Min(newWidth - first, width - (first + left));
        byte[] center = new byte[channels * newHeight * newWidth];
        for (int line = 0; line < channels * newHeight; line++)
        {
            (int channel, int row) = Math.DivRem(line, newHeight);
            if (row + top >= 0 && row + top < height)
            {
                Plane(channel).Slice(((row + top) * width) + left + first, count).CopyTo(center.AsSpan((line * newWidth) + first));
            }
        }

        return new ByteImage(channels, newHeight, newWidth, center);
    }

    private static int FloorHalf(int value) => value >> 1;
}
