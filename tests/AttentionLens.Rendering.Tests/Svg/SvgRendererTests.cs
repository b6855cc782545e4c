using System.Xml.Linq;
using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed class SvgRendererTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Samples => [.. SampleArtefacts.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_Sample_LooksAsApproved(string sample) =>
        Snapshot.Verify(Drawn.Text(SampleArtefacts.All[sample], "svg"), "svg", sample);

    [Theory]
    [MemberData(nameof(PictureKindTests.DarkSamples), MemberType = typeof(PictureKindTests))]
    public void Render_SampleInTheDark_LooksAsApproved(string sample) =>
        Snapshot.Verify(Drawn.Text(SampleArtefacts.All[sample], "svg", RenderTheme.Dark), "svg", sample);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_IsWellFormedAndNamed(string sample)
    {
        Artefact artefact = SampleArtefacts.All[sample];

        XElement root = XDocument.Parse(Drawn.Text(artefact, "svg")).Root!;

        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("img", (string?)root.Attribute("role"));
        Assert.Equal(artefact.Title, (string?)root.Element(Svg + "title"));
        Assert.Contains(artefact.Caption, (string?)root.Element(Svg + "desc"), StringComparison.Ordinal);
        string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.StartsWith("figure:" + artefact.Id.Value.Replace('/', ':') + ":", id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_RefersToNothingOutside(string sample)
    {
        XElement root = XDocument.Parse(Drawn.Text(SampleArtefacts.All[sample], "svg")).Root!;

        Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "style" or "use");
        Assert.All(root.Descendants().Attributes("href"), link => Assert.StartsWith("data:image/png;base64,", link.Value, StringComparison.Ordinal));
        string[] ids = [.. root.Descendants().Attributes("id").Select(id => id.Value)];
        foreach (XAttribute fill in root.Descendants().Attributes("fill").Where(fill => fill.Value.StartsWith("url(", StringComparison.Ordinal)))
        {
            Assert.Contains(fill.Value[5..^1], ids);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_InAnyCulture_GivesTheSameBytes(string sample)
    {
        Artefact artefact = SampleArtefacts.All[sample];
        foreach (string format in new[] { "svg", "md" })
        {
            byte[] expected = Drawn.Bytes(artefact, format);

            Assert.Equal(expected, OtherCulture.Run(() => Drawn.Bytes(artefact, format)));
        }
    }

    [Theory]
    [InlineData(100.0, null)]
    [InlineData(null, 50.0)]
    [InlineData(100.0, 5000.0)]
    [InlineData(16384.0, 50.0)]
    public void Render_Size_FitsAndKeepsTheProportionsAndTheDrawing(double? width, double? height)
    {
        string plain = Drawn.Text(SampleArtefacts.All["matrix-small"], "svg");

        string sized = Drawn.With(SampleArtefacts.All["matrix-small"], "svg", new RenderOptions { Width = width, Height = height });

        (double plainWidth, double plainHeight) = SvgRoot.SizeOf(plain);
        (double sizedWidth, double sizedHeight) = SvgRoot.SizeOf(sized);
        Assert.True(sizedWidth <= (width ?? double.MaxValue) && sizedHeight <= (height ?? double.MaxValue));
        Assert.True(sizedWidth == width || sizedHeight == height);
        Assert.Equal(plainWidth / plainHeight, sizedWidth / sizedHeight, 0.01);
        Assert.Equal(plain[plain.IndexOf(" viewBox", StringComparison.Ordinal)..], sized[sized.IndexOf(" viewBox", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    [InlineData(16385.0)]
    [InlineData(double.NaN)]
    public void Render_SizeThatCannotBe_IsAnInputError(double width) => Assert.EndsWith(
        " was asked for; expected 1 to 16,384.",
        Assert.Throws<LensInputException>(() => Drawn.With(SampleArtefacts.All["matrix-small"], "svg", new RenderOptions { Width = width })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Render_512Tokens_StaysBelow400Kilobytes()
    {
        // Noise is what compresses worst.
        float[] noise = new float[512 * 512];
        uint state = 1;
        for (int index = 0; index < noise.Length; index++)
        {
            state = (state * 1664525) + 1013904223;
            noise[index] = (state >> 8) / (float)(1 << 24);
        }

        byte[] svg = Drawn.Bytes(
            SampleArtefacts.Matrix("maps/noise", SampleArtefacts.Words(512), SampleArtefacts.Words(512), [.. noise], ColorScale.Probability), "svg");

        Assert.True(svg.Length < 400 * 1024, $"{svg.Length} bytes");
    }

    [Fact]
    public void Render_BeyondOnePicture_KeepsALoneStrongCell()
    {
        float[] values = new float[3000 * 2];
        values[2999] = 1;
        string[] rows = new string[3000];
        Array.Fill(rows, "r");

        string svg = Drawn.Text(SampleArtefacts.Matrix("maps/tall", [.. rows], ["a", "b"], [.. values], ColorScale.Probability), "svg");

        string link = XDocument.Parse(svg).Descendants(Svg + "image").Single().Attribute("href")!.Value;
        DecodedPng picture = DecodedPng.Read(Convert.FromBase64String(link["data:image/png;base64,".Length..]));
        Rgb strongest = ColorMaps.For(ColorScaleKind.Sequential, RenderTheme.Light).Table[^1];
        Assert.True(picture.Height <= 1024);
        Assert.Contains(strongest, picture.Pixels);
    }

    [Fact]
    public void Render_Overlay_LetsTheImageThroughWhereScoresAreWeak()
    {
        ImageOverlayFigure figure = new(
            new ArtefactId("attribution/weak"), "Weak", new ColorImage(2, 1, [255, 255, 255, 255, 255, 255]), new PatchGrid(1, 2, 1, 0), [new NamedScores("x", [0, 1], ColorScale.Probability)]);

        DecodedPng[] pictures = [.. XDocument.Parse(Drawn.Text(figure, "svg")).Descendants(Svg + "image").Select(Picture)];

        Assert.Equal(2, pictures.Length);
        Assert.All(pictures[0].Pixels, pixel => Assert.Equal(new Rgb(255, 255, 255), pixel));
        Assert.Equal(new Rgb(255, 255, 255), pictures[1].Pixels[0]);
        Rgb covered = pictures[1].Pixels[^1];
        Assert.True(covered.Red > covered.Green && covered.Green > covered.Blue, $"{covered} is not orange");
    }

    [Fact]
    public void Render_OverlayOfALargeImage_IsSampled()
    {
        ImageOverlayFigure figure = SampleComparisons.Overlay("attribution/huge", 1500, 20, 10, []) with { Outlines = [] };

        DecodedPng picture = Picture(XDocument.Parse(Drawn.Text(figure, "svg")).Descendants(Svg + "image").Single());

        Assert.Equal((500, 7), (picture.Width, picture.Height));
    }

    [Fact]
    public void Render_MissingNumbers_AreHatchedAndExplained()
    {
        string svg = Drawn.Text(SampleArtefacts.Matrix("maps/nan", ["a"], ["b", "c"], [float.NaN, 1], ColorScale.Probability), "svg");

        Assert.Equal(2, XDocument.Parse(svg).Descendants().Attributes("fill").Count(fill => fill.Value == "url(#figure:maps:nan:missing)"));
        Assert.Contains(">missing<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Infinities_TakeTheColoursOfTheEnds()
    {
        string svg = Drawn.Text(
            SampleArtefacts.Matrix("maps/infinite", ["a"], ["b", "c"], [float.NegativeInfinity, float.PositiveInfinity], ColorScale.Probability), "svg");

        ColorMap map = ColorMaps.For(ColorScaleKind.Sequential, RenderTheme.Light);
        string[] cells = [.. XDocument.Parse(svg).Descendants(Svg + "path").Attributes("fill").Select(fill => fill.Value)];
        Assert.Equal([map.Table[0].Hex, map.Table[^1].Hex], cells);
        Assert.Contains("-∞", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1e308, 1e308)]
    [InlineData(-5, -2)]
    [InlineData(0, 5e-324)]
    [InlineData(1e300, 1.0000000001e300)]
    public void Render_AnyFiniteScale_IsDrawn(double minimum, double maximum)
    {
        foreach (ColorScaleKind kind in Enum.GetValues<ColorScaleKind>())
        {
            MatrixFigure figure = SampleArtefacts.Matrix("maps/scale", ["a"], ["b", "c"], [-1, 1], new ColorScale(kind, minimum, maximum, string.Empty));

            string svg = Drawn.Text(figure, "svg");

            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        }
    }

    private static DecodedPng Picture(XElement image) => DecodedPng.Read(Convert.FromBase64String(image.Attribute("href")!.Value["data:image/png;base64,".Length..]));
}
