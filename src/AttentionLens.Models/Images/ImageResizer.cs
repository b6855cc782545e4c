namespace AttentionLens.Models.Images;

/// <summary>Resizes images of bytes, line by line and then column by column, with a byte in between.</summary>
internal static class ImageResizer
{
    public static ByteImage Resize(ByteImage image, ResampleFilter filter, int height, int width)
    {
        if (image.Height == height && image.Width == width)
        {
            return image;
        }

        if ((long)image.Height * width > ByteImage.MostPixels)
        {
            throw new LensInputException(
                $"An image of {image.Height} by {image.Width} pixels would become {width} wide; expected at most {ByteImage.MostPixels} pixels on the way.");
        }

        if (filter == ResampleFilter.Nearest)
        {
            return Nearest(image, height, width);
        }

        ByteImage across = image.Width == width ? image : Across(image, new ResampleTaps(filter, image.Width, width));
        return image.Height == height ? across : Down(across, new ResampleTaps(filter, image.Height, height));
    }

    private static ByteImage Across(ByteImage image, ResampleTaps taps)
    {
        byte[] values = new byte[image.Channels * image.Height * taps.Count];
        for (int line = 0; line < image.Channels * image.Height; line++)
        {
            (int channel, int row) = Math.DivRem(line, image.Height);
            ReadOnlySpan<byte> source = image.Plane(channel).Slice(row * image.Width, image.Width);
            for (int column = 0; column < taps.Count; column++)
            {
                values[(line * taps.Count) + column] = taps.Mix(column, source, 1);
            }
        }

        return new ByteImage(image.Channels, image.Height, taps.Count, values);
    }

    private static ByteImage Down(ByteImage image, ResampleTaps taps)
    {
        byte[] values = new byte[image.Channels * taps.Count * image.Width];
        for (int line = 0; line < image.Channels * taps.Count; line++)
        {
            (int channel, int row) = Math.DivRem(line, taps.Count);
            for (int column = 0; column < image.Width; column++)
            {
                values[(line * image.Width) + column] = taps.Mix(row, image.Plane(channel)[column..], image.Width);
            }
        }

        return new ByteImage(image.Channels, taps.Count, image.Width, values);
    }

    private static ByteImage Nearest(ByteImage image, int height, int width)
    {
        int[] rows = NearestPlaces(image.Height, height);
        int[] columns = NearestPlaces(image.Width, width);
        byte[] values = new byte[image.Channels * height * width];
        for (int index = 0; index < values.Length; index++)
        {
            (int line, int column) = Math.DivRem(index, width);
            (int channel, int row) = Math.DivRem(line, height);
            values[index] = image.Plane(channel)[(rows[row] * image.Width) + columns[column]];
        }

        return new ByteImage(image.Channels, height, width, values);
    }

    // The step is added up, not multiplied: where a pixel's middle falls on an edge, rounding decides, and it should decide as elsewhere.
    private static int[] NearestPlaces(int from, int to)
    {
        double step = (double)from / to;
        double place = step * 0.5;
        int[] places = new int[to];
        for (int index = 0; index < to; index++)
        {
            places[index] = Math.Min((int)place, from - 1);
            place += step;
        }

        return places;
    }
}
