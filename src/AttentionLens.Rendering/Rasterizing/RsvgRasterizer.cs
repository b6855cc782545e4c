using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>Turns SVG into PNG and PDF through librsvg and cairo. The fonts are the machine's.</summary>
internal sealed class RsvgRasterizer : Rasterizer
{
    private const int LongestSide = 16384;
    private const long MostPixels = 1 << 26;
    private const int LargestScale = 16;

    // Text layout below librsvg shares caches of fonts.
    private static readonly Lock Drawing = new();
    private static readonly string? Lacking = FindLacking();

    /// <inheritdoc/>
    public override string Name => "librsvg";

    /// <inheritdoc/>
    public override ImmutableArray<string> Formats => ["png", "pdf"];

    /// <inheritdoc/>
    public override string? Unavailable => Lacking;

    /// <inheritdoc/>
    public override void Rasterize(ReadOnlySpan<byte> svg, string format, double scale, Stream destination)
    {
        if (Unavailable is { } reason)
        {
            throw new LensInputException($"SVG cannot be turned into {VisibleText.Short(format)}: {reason}.");
        }

        if (!Formats.Contains(format))
        {
            throw new LensInputException($"'{VisibleText.Short(format)}' is not a format that librsvg writes; expected {string.Join(" or ", Formats)}.");
        }

        if (scale is not (> 0 and <= LargestScale))
        {
            throw new LensInputException($"A scale of {NumberText.Short(scale)} was asked for; expected more than 0 and up to {NumberText.Short(LargestScale)}.");
        }

        byte[] picture;
        lock (Drawing)
        {
            using RsvgDocument document = new(svg);
            (int width, int height) = PixelSize(document, scale);
            picture = format == "png" ? PngSurface.Draw(document, width, height, scale) : PdfSurface.Draw(document, scale);
        }

        destination.Write(picture);
    }

    private static (int Width, int Height) PixelSize(RsvgDocument document, double scale)
    {
        // Down, not up: a pixel that the document covers by half would show through at its edge.
        double width = Math.Floor(document.Width * scale);
        double height = Math.Floor(document.Height * scale);
        return width is >= 1 and <= LongestSide && height is >= 1 and <= LongestSide && width * height <= MostPixels
            ? ((int)width, (int)height)
            : throw new LensInputException(
                $"The picture would have {NumberText.Short(width)} by {NumberText.Short(height)} pixels; expected 1 to {LongestSide} a side and up to {NumberText.Count(MostPixels)} in all; choose another scale.");
    }

    private static string? FindLacking()
    {
        (string Library, string Package)[] needed =
        [
            (LibRsvg.Name, "librsvg is not installed; on Debian: apt-get install librsvg2-2"),
            (LibCairo.Name, "cairo is not installed; on Debian: apt-get install libcairo2"),
            (LibGlib.Name, "GLib is not installed; on Debian: apt-get install libglib2.0-0"),
            (LibGlib.ObjectName, "GObject is not installed; on Debian: apt-get install libglib2.0-0"),
        ];
        foreach ((string library, string message) in needed)
        {
            if (!NativeLibrary.TryLoad(library, out nint handle))
            {
                return message;
            }

            // Drawing with a librsvg from before 2.52 would fail at the first call.
            if (library == LibRsvg.Name && !NativeLibrary.TryGetExport(handle, "rsvg_handle_get_intrinsic_size_in_pixels", out _))
            {
                return "librsvg is older than 2.52; on Debian 12 or later: apt-get install librsvg2-2";
            }
        }

        return null;
    }
}
