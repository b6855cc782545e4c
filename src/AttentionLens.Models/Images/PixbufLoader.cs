using System.Runtime.InteropServices;

namespace AttentionLens.Models.Images;

/// <summary>Decodes an image in memory through gdk-pixbuf.</summary>
internal static class PixbufLoader
{
    private const int Channels = 3;

    public static ByteImage Decode(ReadOnlySpan<byte> file, string type, string name)
    {
        try
        {
            nint loader = LibGdkPixbuf.NewLoader(type, out nint error);
            Demand(loader != 0, error, name);
            try
            {
                Feed(loader, file, name);
                return Copy(LibGdkPixbuf.PixbufOf(loader), name);
            }
            finally
            {
                LibGdkPixbuf.Release(loader);
            }
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new LensInputException(
                $"{ImageError.Of(name, "is a JPEG file", $"{LibGdkPixbuf.Name}, which decodes it and is not installed").Message[..^1]}; install gdk-pixbuf, or convert the file to PNG.",
                missing);
        }
    }

    // A loader must be closed before it is released, whatever went wrong.
    private static unsafe void Feed(nint loader, ReadOnlySpan<byte> file, string name)
    {
        nint error;
        bool isUsable;
        fixed (byte* bytes = file)
        {
            isUsable = LibGdkPixbuf.Write(loader, bytes, (nuint)file.Length, out error) != 0;
        }

        if (!isUsable)
        {
            _ = LibGdkPixbuf.Close(loader, 0);
            Demand(holds: false, error, name);
        }

        Demand(LibGdkPixbuf.Close(loader, out error) != 0, error, name);
    }

    private static unsafe ByteImage Copy(nint pixbuf, string name)
    {
        Demand(pixbuf != 0 && LibGdkPixbuf.Channels(pixbuf) == Channels, 0, name);
        int height = LibGdkPixbuf.Height(pixbuf);
        int width = LibGdkPixbuf.Width(pixbuf);
        int stride = LibGdkPixbuf.RowStride(pixbuf);
        byte* pixels = LibGdkPixbuf.Pixels(pixbuf);
        byte[] values = new byte[Channels * height * width];
        for (int index = 0; index < values.Length; index++)
        {
            (int line, int column) = Math.DivRem(index, width);
            (int channel, int row) = Math.DivRem(line, height);
            values[index] = pixels[((long)row * stride) + (column * Channels) + channel];
        }

        return new ByteImage(Channels, height, width, values);
    }

    private static void Demand(bool holds, nint error, string name)
    {
        if (!holds)
        {
            throw ImageError.Of(name, $"cannot be decoded ({MessageOf(error)})", "an undamaged JPEG file");
        }
    }

    // The message stands behind two 32-bit numbers.
    private static string MessageOf(nint error)
    {
        if (error == 0)
        {
            return "no reason given";
        }

        string message = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error, 2 * sizeof(int))) ?? "no reason given";
        LibGdkPixbuf.FreeError(error);
        return message.ReplaceLineEndings(" ");
    }
}
