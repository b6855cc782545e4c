using System.Buffers.Binary;

namespace AttentionLens.Rendering;

/// <summary>Draws a document into pixels and writes them as PNG.</summary>
internal static class PngSurface
{
    /// <summary>Draws a document.</summary>
    /// <exception cref="LensInputException">It cannot be drawn.</exception>
    public static byte[] Draw(RsvgDocument document, int width, int height, double scale)
    {
        nint surface = LibCairo.ImageSurfaceCreate(LibCairo.FormatArgb32, width, height);
        try
        {
            if (LibCairo.SurfaceStatus(surface) is var status && status != LibCairo.StatusSuccess)
            {
                throw new LensInputException($"cairo cannot make a picture of {width} by {height} pixels: status {status}; ask for a smaller one.");
            }

            document.Draw(surface, scale);
            LibCairo.SurfaceFlush(surface);
            return PngWriter.Truecolor(width, height, OnWhite(surface, width, height));
        }
        finally
        {
            LibCairo.SurfaceDestroy(surface);
        }
    }

    private static unsafe byte[] OnWhite(nint surface, int width, int height)
    {
        byte* data = LibCairo.ImageSurfaceGetData(surface);
        int stride = LibCairo.ImageSurfaceGetStride(surface);
        byte[] channels = new byte[width * height * 3];
        int next = 0;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> pixels = new(data + ((long)row * stride), width * 4);
            for (int column = 0; column < width; column++)
            {
                // A word is alpha, red, green, blue from its highest byte; colours come multiplied by alpha.
                uint pixel = BitConverter.IsLittleEndian
                    ? BinaryPrimitives.ReadUInt32LittleEndian(pixels[(column * 4)..])
                    : BinaryPrimitives.ReadUInt32BigEndian(pixels[(column * 4)..]);
                uint white = 255 - (pixel >> 24);
                channels[next++] = (byte)(((pixel >> 16) & 255) + white);
                channels[next++] = (byte)(((pixel >> 8) & 255) + white);
                channels[next++] = (byte)((pixel & 255) + white);
            }
        }

        return channels;
    }
}
