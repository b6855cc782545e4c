using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AttentionLens.Chromium;

namespace AttentionLens.Rendering.Tests;

public sealed class ChromiumRasterizerTests
{
    private const string Square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"10\" height=\"10\" fill=\"#ff0000\"/></svg>";

    [ChromiumFact]
    public void Rasterize_ToPng_HasTheSizeAndIsTheSameTwice()
    {
        byte[] picture = Rasterized(Square, "png", 2);

        PngChunk header = PngChunk.ReadAll(picture)[0];
        Assert.Equal([0, 0, 0, 40, 0, 0, 0, 20], header.Data[..8].ToArray());
        Assert.Equal(picture, Rasterized(Square, "png", 2));
    }

    [ChromiumFact]
    public void Rasterize_Figure_CanBeAFrameOfAnAnimation()
    {
        byte[] first = Rasterized(Drawn.With(SampleSequences.All["small"], "svg", new RenderOptions { Frame = 0 }), "png", 1);
        byte[] last = Rasterized(Drawn.With(SampleSequences.All["small"], "svg", new RenderOptions { Frame = 5 }), "png", 1);

        byte[] animation = AnimatedPng.Assemble([first, last], 1);

        Assert.NotEqual(first, last);
        Assert.True(animation.Length > 2000);
    }

    [ChromiumFact]
    public void Rasterize_ToPdf_IsDatedWithoutAClock()
    {
        byte[] bytes = Rasterized(Square, "pdf", 1);

        string pdf = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("/CreationDate (D:20000101000000+00'00')", pdf, StringComparison.Ordinal);
        Assert.Contains("/Count 1", pdf, StringComparison.Ordinal);
        Assert.Equal(bytes, Rasterized(Square, "pdf", 1));
    }

    [ChromiumFact]
    public async Task Rasterize_DrawingOfAStranger_ReachesNeitherNetworkNorDiskAndRunsNothing()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        string port = ((IPEndPoint)server.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, Square.Replace("#ff0000", "#00ff00", StringComparison.Ordinal).Replace("\"10\"", "\"20\"", StringComparison.Ordinal));
        File.Move(secret, secret + ".svg");
        string Drawing(string start, string script) => $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" {start}>
            <style>@import url(http://127.0.0.1:{port}/a.css); rect {"{"} mask: url(http://127.0.0.1:{port}/b#c) {"}"}</style>
            {script}
            <rect width="20" height="10" fill="#ff0000"/>
            <image width="10" height="10" href="http://127.0.0.1:{port}/d.png"/>
            <image width="10" height="10" href="file://{secret}.svg"/>
            <foreignObject width="20" height="10"><iframe xmlns="http://www.w3.org/1999/xhtml" src="file://{secret}.svg" width="20" height="10" style="border:0"></iframe></foreignObject>
            </svg>
            """;
        string hostile = Drawing(
            "onload=\"document.querySelector('rect').setAttribute('fill', '#00ff00')\"",
            $"<script>document.querySelector('rect').setAttribute('width', '5'); fetch('http://127.0.0.1:{port}/c');</script>");

        byte[] picture = Rasterized(hostile, "png", 1);

        File.Delete(secret + ".svg");
        Assert.False(server.Pending());
        Assert.Equal(Rasterized(Drawing(string.Empty, string.Empty), "png", 1), picture);
    }

    [ChromiumFact]
    public void Rasterize_LastCorner_IsDrawnWhateverTheSize()
    {
        foreach (double scale in new[] { 1.0, 8 })
        {
            Assert.NotEqual(
                Rasterized(Corner("#ffffff"), "png", scale),
                Rasterized(Corner("#ff0000"), "png", scale));
        }

        string Corner(string color) =>
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect x=\"199\" y=\"99\" width=\"1\" height=\"1\" fill=\"{color}\"/></svg>";
    }

    [ChromiumFact]
    public void Rasterize_Afterwards_LeavesNoFilesBehind()
    {
        string[] before = Folders();

        Rasterized(Square, "png", 1);

        Assert.Empty(Folders().Except(before));
    }

    [ChromiumFact]
    public void Rasterize_BadInput_SaysWhatWasExpected()
    {
        Assert.StartsWith("The SVG document is not well formed: ", Failure("no markup", "png", 1), StringComparison.Ordinal);
        Assert.StartsWith("The SVG document is not well formed: ", Failure(Square + "<", "png", 1), StringComparison.Ordinal);
        Assert.StartsWith("The SVG document is not well formed: ", Failure("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + Square, "png", 1), StringComparison.Ordinal);
        Assert.Equal("The document is no SVG drawing; expected svg in its namespace as the root.", Failure("<html/>", "png", 1));
        Assert.Equal(
            "The SVG document has no height in pixels; expected width and height on its root.",
            Failure(Square.Replace(" height=\"10\">", ">", StringComparison.Ordinal), "png", 1));
        Assert.Equal("'gif' is not a format that Chromium writes here; expected png or pdf.", Failure(Square, "gif", 1));
        Assert.Equal("A scale of NaN was asked for; expected more than 0 and up to 16.", Failure(Square, "png", double.NaN));
        Assert.StartsWith("The picture would have 200000 by 10 pixels; ", Failure(Square.Replace("\"20\"", "\"200000\"", StringComparison.Ordinal), "png", 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_Dates_KeepTheLengthOfTheDocument()
    {
        byte[] document = Encoding.ASCII.GetBytes("<</CreationDate (D:20261121153007+00'00')\n/ModDate (D:20261121153007+00'00')>> /Else (D:1)");

        PdfDates.Fix(document);

        Assert.Equal("<</CreationDate (D:20000101000000+00'00')\n/ModDate (D:20000101000000+00'00')>> /Else (D:1)", Encoding.ASCII.GetString(document));
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "lens-chromium-*");

    private static string Failure(string svg, string format, double scale) => Assert.Throws<LensInputException>(() => Rasterized(svg, format, scale)).Message;

    private static byte[] Rasterized(string svg, string format, double scale)
    {
        using MemoryStream destination = new();
        new ChromiumRasterizer().Rasterize(Encoding.UTF8.GetBytes(svg), format, scale, destination);
        return destination.ToArray();
    }
}
