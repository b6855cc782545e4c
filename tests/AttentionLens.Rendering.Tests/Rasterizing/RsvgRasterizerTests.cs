using System.Text;

namespace AttentionLens.Rendering.Tests;

public sealed class RsvgRasterizerTests
{
    private const string Square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"10\" height=\"10\" fill=\"#ff0000\"/></svg>";

    [RasterizerFact]
    public void Rasterize_ToPng_HasTheColoursAndSize()
    {
        DecodedPng picture = DecodedPng.Read(Rasterized(Square, "png", 2));

        Assert.Equal((40, 20), (picture.Width, picture.Height));
        Assert.Equal(new Rgb(255, 0, 0), picture.Pixels[(10 * 40) + 5]);
        Assert.Equal(new Rgb(255, 255, 255), picture.Pixels[(10 * 40) + 35]);
    }

    [RasterizerFact]
    public void Rasterize_Figure_ShowsItsCells()
    {
        byte[] svg = Drawn.Bytes(SampleArtefacts.All["matrix-512"], "svg");

        DecodedPng picture = DecodedPng.Read(Rasterized(Encoding.UTF8.GetString(svg), "png", 1));

        Assert.True(picture.Pixels.Distinct().Count() > 20);
    }

    [RasterizerFact]
    public void Rasterize_Twice_GivesTheSameBytes()
    {
        string svg = Drawn.Text(SampleArtefacts.All["strip-small"], "svg");

        Assert.Equal(Rasterized(svg, "png", 1), Rasterized(svg, "png", 1));
        Assert.Equal(Rasterized(svg, "pdf", 1), Rasterized(svg, "pdf", 1));
    }

    [RasterizerFact]
    public void Rasterize_ToPdf_IsDatedWithoutAClock()
    {
        string pdf = Encoding.Latin1.GetString(Rasterized(Square, "pdf", 1));

        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Matches(@"/CreationDate \((D:)?20000101000000", pdf);
        Assert.Contains("/MediaBox [ 0 0 20 10 ]", pdf, StringComparison.Ordinal);
    }

    [RasterizerFact]
    public void Rasterize_BadInput_SaysWhatWasExpected()
    {
        Assert.StartsWith("librsvg cannot read the SVG document: ", Failure("<html/>", "png", 1), StringComparison.Ordinal);
        Assert.StartsWith("librsvg cannot read the SVG document: ", Failure("no markup", "png", 1), StringComparison.Ordinal);
        Assert.StartsWith("librsvg cannot read the SVG document: ", Failure(string.Empty, "png", 1), StringComparison.Ordinal);
        Assert.Equal("'gif' is not a format that librsvg writes; expected png or pdf.", Failure(Square, "gif", 1));
        Assert.Equal("A scale of missing was asked for; expected more than 0 and up to 16.", Failure(Square, "png", double.NaN));
        Assert.StartsWith("The picture would have ", Failure(Square.Replace("\"20\"", "\"200000\"", StringComparison.Ordinal), "png", 1), StringComparison.Ordinal);
    }

    [RasterizerFact]
    public void Rasterize_EachPicture_IsAsLargeAsItSays()
    {
        foreach (PictureKind picture in PictureKind.All)
        {
            string svg = Drawn.Text(picture.Find(SampleKind.Small)!, "svg", RenderTheme.Dark);

            DecodedPng png = DecodedPng.Read(Rasterized(svg, "png", 1));
            string pdf = Encoding.Latin1.GetString(Rasterized(svg, "pdf", 1));

            (double width, double height) = SvgRoot.SizeOf(svg);
            Assert.Equal((width, height), (png.Width, png.Height));
            Assert.Equal(new Rgb(0x14, 0x18, 0x1f), png.Pixels[0]);
            Assert.Contains($"/MediaBox [ 0 0 {width:0} {height:0} ]", pdf, StringComparison.Ordinal);
        }
    }

    private static string Failure(string svg, string format, double scale)
    {
        string message = Assert.Throws<LensInputException>(() => Rasterized(svg, format, scale)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static byte[] Rasterized(string svg, string format, double scale)
    {
        using MemoryStream destination = new();
        CollectingBuilder.Configured().Rasterizers[0].Rasterize(Encoding.UTF8.GetBytes(svg), format, scale, destination);
        return destination.ToArray();
    }
}
