using System.IO.Compression;

namespace AttentionLens.Models.Images;

/// <summary>Decodes PNG files of every colour type and bit depth, interlaced or not. Transparency is dropped and of 16 bits the upper 8 are
/// kept, as image libraries do when they convert to 8-bit colour.</summary>
internal static class PngFile
{
    // Where the passes of an interlaced image begin, and how far apart their pixels are. Source: ISO/IEC 15948:2004, 8.2.
    private static readonly (int Top, int Left, int Down, int Across)[] Passes =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    private static readonly (int Top, int Left, int Down, int Across)[] Whole = [(0, 0, 1, 1)];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static ByteImage Decode(ReadOnlySpan<byte> file, string name)
    {
        using PngChunks chunks = PngChunks.Read(file, name);
        PngHeader header = chunks.Header;
        DemandData(chunks, name);
        PngPixels pixels = new(header, chunks.Palette, name);
        using ZLibStream rows = new(chunks.Data, CompressionMode.Decompress);
        try
        {
            foreach ((int top, int left, int down, int across) in header.IsInterlaced ? Passes : Whole)
            {
                int width = Count(header.Width, left, across);
                int height = width == 0 ? 0 : Count(header.Height, top, down);
                byte[] row = new byte[header.RowBytes(width)];
                byte[] above = new byte[row.Length];
                for (int line = 0; line < height; line++)
                {
                    int filter = rows.ReadByte();
                    rows.ReadExactly(row);
                    PngFilter.Undo(filter, row, above, header.Step, name);
                    pixels.Put(row, width, top + (line * down), left, across);
                    (row, above) = (above, row);
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new LensInputException(ImageError.Of(name, "has damaged or missing image data", "an undamaged PNG file").Message, error);
        }

        return pixels.Image;
    }

    // Nothing grows more than this when it is decompressed: a small file that claims to be a large image is refused before it takes memory.
    private static void DemandData(PngChunks chunks, string name)
    {
        const long MostGrowth = 1032;
        long bytes = (long)chunks.Header.Height * chunks.Header.RowBytes(chunks.Header.Width);
        if (bytes > chunks.Data.Length * MostGrowth)
        {
            throw ImageError.Of(name, $"has {chunks.Data.Length} bytes of data for {bytes} bytes of pixels", "an undamaged PNG file");
        }
    }

    private static int Count(int extent, int first, int step) => extent <= first ? 0 : (extent - first + step - 1) / step;
}
