using System.Buffers.Binary;

namespace AttentionLens.Models.Images;

/// <summary>Decodes JPEG files through gdk-pixbuf. The size is read from the file first, so that a bomb is refused before it is decoded.</summary>
internal static class JpegFile
{
    private const byte Marker = 0xFF;

    public static ReadOnlySpan<byte> Signature => [Marker, 0xD8, Marker];

    public static ByteImage Decode(ReadOnlySpan<byte> file, string name)
    {
        DemandSize(file, name);
        return PixbufLoader.Decode(file, "jpeg", name);
    }

    // Source: ISO/IEC 10918-1, annex B.
    private static void DemandSize(ReadOnlySpan<byte> file, string name)
    {
        int place = 2;
        while (place + 9 <= file.Length && file[place] == Marker)
        {
            byte kind = file[place + 1];
            if (kind == Marker)
            {
                place++;
                continue;
            }

            bool isFrame = kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                int height = BinaryPrimitives.ReadUInt16BigEndian(file[(place + 5)..]);
                int width = BinaryPrimitives.ReadUInt16BigEndian(file[(place + 7)..]);
                if (height == 0 || width == 0 || (long)height * width > ByteImage.MostPixels)
                {
                    throw ImageError.Of(name, $"is {height} pixels high and {width} wide", $"at least one pixel and at most {ByteImage.MostPixels}");
                }

                return;
            }

            place += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(place + 2)..]);
        }

        throw ImageError.Of(name, "says no size before its pixels", "an undamaged JPEG file");
    }
}
