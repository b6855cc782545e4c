using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Chromium;

/// <summary>Turns SVG into PNG and PDF through headless Chromium. The drawing stands as an image in a page that may load nothing, so what is in it can run
/// no script and reach neither the network nor the disk. Fonts are the machine's, and the bytes are those of the installed version.</summary>
public sealed class ChromiumRasterizer : Rasterizer
{
    private const string Png = "png";
    private const double LargestScale = 16;
    private static readonly string? Program = ChromiumProcess.Find();

    /// <inheritdoc/>
    public override string Name => "chromium";

    /// <inheritdoc/>
    public override ImmutableArray<string> Formats => [Png, "pdf"];

    /// <inheritdoc/>
    public override string? Unavailable => Program is null ? "Chromium is not on the PATH; on Debian: apt-get install chromium" : null;

    /// <inheritdoc/>
    public override void Rasterize(ReadOnlySpan<byte> svg, string format, double scale, Stream destination)
    {
        if (Program is null)
        {
            throw new LensInputException($"SVG cannot be turned into a picture: {Unavailable}.");
        }

        if (!Formats.Contains(format))
        {
            throw new LensInputException($"'{format}' is not a format that Chromium writes here; expected {string.Join(" or ", Formats)}.");
        }

        if (scale is not (> 0 and <= LargestScale))
        {
            throw new LensInputException(string.Create(
                CultureInfo.InvariantCulture, $"A scale of {scale} was asked for; expected more than 0 and up to {LargestScale}."));
        }

        DrawingPage page = DrawingPage.Of(svg, scale);
        byte[] picture = ChromiumProcess.Run(Program, page, format == Png);
        if (format != Png)
        {
            PdfDates.Fix(picture);
        }

        destination.Write(picture);
    }
}
