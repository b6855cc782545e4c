using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionLens.Rendering.Tests;

public sealed partial class PageBudgetTests
{
    private const int MostBytes = 5_000_000;

    [Theory]
    [InlineData(12, 12, 1)]
    [InlineData(24, 16, 1)]
    [InlineData(12, 12, 8)]
    public void Render_AttentionAndMapsOfAllLayers_StaysBelowFiveMillionBytes(int layers, int heads, int examples)
    {
        AnalysisReport report = Report([.. Enumerable.Range(0, examples).SelectMany(example => Maps(example, layers, heads, 128))]);

        string html = Drawn.Report(report, "html");

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000_000, MostBytes);
        Assert.Equal(examples, Weights().Count(html));
        Assert.DoesNotContain("tokens long", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ManyFigures_LeavesTheLastOutAndSaysSo()
    {
        AnalysisReport report = Report([.. Enumerable.Range(0, 100).Select(index => Overlay(index, image: index))]);

        string html = Drawn.Report(report, "html");

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 4_000_000, MostBytes);
        int left = LeftOut().Count(html);
        Assert.InRange(left, 1, 90);
        Assert.Contains($"{left} of 100 figures are left out, to keep the page small, and say so in their places.", html, StringComparison.Ordinal);
        Assert.Contains("Left out, to keep the page small. ", html[html.IndexOf("id=\"at:attribution:method-99\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("class=\"waiting\"", html[html.IndexOf("id=\"at:attribution:method-00\"", StringComparison.Ordinal)..html.IndexOf("id=\"at:attribution:method-01\"", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ManyFigures_CarriesTheirDrawingsCompressed()
    {
        AnalysisReport report = Report([.. Enumerable.Range(0, 20).Select(index => Map(index, 100)), SampleArtefacts.All["table-512"]]);

        string html = Drawn.Report(report, "html");

        string[] packed = [.. Packed().Matches(html).Select(match => Unpacked(match.Groups[1].Value))];
        Assert.Equal(21, packed.Length);
        Assert.All(packed[..^1], drawing => Assert.StartsWith("<div class=\"box drawing\"", drawing, StringComparison.Ordinal));
        Assert.StartsWith("<div class=\"box\" ", packed[^1], StringComparison.Ordinal);
        string[] pictures = [.. Pictures().Matches(html).Select(match => match.Groups[1].Value)];
        Assert.Equal(pictures.Distinct(), pictures);
        Assert.All(packed.SelectMany(drawing => Links().Matches(drawing)).Select(link => link.Groups[1].Value), link => Assert.Contains(link, pictures));
        Assert.NotEmpty(pictures);
    }

    [Fact]
    public void Render_OneImageInManyFigures_IsThereOnce()
    {
        string html = Drawn.Report(Report([.. Enumerable.Range(0, 40).Select(index => Overlay(index, image: 4))]), "html");

        Assert.Equal(40, Packed().Count(html));
        Assert.Single(Pictures().Matches(html));
        Assert.InRange(html.Length, 1, 600_000);
    }

    [Fact]
    public void Render_SmallReport_StandsAsItIs()
    {
        string html = Drawn.Report(Report(Map(0, 60), Map(1, 60)), "html");

        Assert.Empty(Packed().Matches(html));
        Assert.DoesNotContain("thinned\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ThousandsOfFindings_ShowsTheFirstAndCountsTheRest()
    {
        Finding finding = SampleReports.Full.Findings[0];
        string html = Drawn.Report(SampleReports.Empty with { Findings = [.. Enumerable.Repeat(finding, 6000)] }, "html");

        Assert.InRange(html.Length, 1, MostBytes);
        Assert.Contains("id=\"finding-2000\"", html, StringComparison.Ordinal);
        Assert.Contains("… 4,000 more findings, in the report&#39;s JSON.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LargeReportInAnyCulture_GivesTheSameText()
    {
        AnalysisReport report = Report([.. Enumerable.Range(0, 30).Select(index => Map(index, 120))]);

        Assert.Equal(Drawn.Report(report, "html"), OtherCulture.Run(() => Drawn.Report(report, "html")));
    }

    [Fact]
    public void Of_MarkupThatIsNotWellFormed_IsNotPacked()
    {
        Assert.Null(PackedMarkup.Of(new FigureBody(Map(0, 4), "<p>a<br></p>", 0, 10), merged: 1));
        Assert.NotNull(PackedMarkup.Of(new FigureBody(Map(0, 4), "<p>a<br/></p><p>b</p>", 0, 10), merged: 1));
    }

    private static IEnumerable<Artefact> Maps(int example, int layers, int heads, int tokens)
    {
        AxisLabels side = new("token", SampleArtefacts.Words(tokens));
        AxisLabels pooled = new("token", SampleArtefacts.Words(64));
        SiteAddress address = new(null, Example: example);
        yield return new HeadViewFigure(
            Id("arcs"), "Attention from token to token", side, side,
            [.. Enumerable.Range(0, layers * heads).Select(index => new AttentionHead(index / heads, index % heads, AttentionWeights.Of(tokens, tokens, Pattern(example, index, tokens))))])
        {
            Address = address,
        };
        for (int layer = 0; layer < layers; layer++)
        {
            yield return new HeadGridFigure(
                Id(FormattableString.Invariant($"layer-{layer:00}/all-heads")), "All heads", pooled, pooled,
                [.. Enumerable.Range(0, heads).Select(head => new HeadPanel(layer, head, [.. Pattern(example, (layer * heads) + head, 64)]))], new ColorScale(ColorScaleKind.Sequential, 0, 0.2, "probability"))
            {
                Address = address,
            };
        }

        ArtefactId Id(string name) => new(FormattableString.Invariant($"maps/example-{example}/{name}"));
    }

    private static ImageOverlayFigure Overlay(int index, int image)
    {
        SeededRandom random = new((ulong)image);
        ColorImage noise = new(160, 160, [.. Enumerable.Range(0, 160 * 160 * 3).Select(_ => (byte)(255 * random.NextUniform()))]);
        return new ImageOverlayFigure(new ArtefactId(FormattableString.Invariant($"attribution/method-{index:00}")), "Scores", noise, new PatchGrid(0, 0, 16, 0), []);
    }

    private static MatrixFigure Map(int index, int tokens) => new(
        new ArtefactId(FormattableString.Invariant($"maps/map-{index:00}")), "Attention of a head",
        new AxisLabels("query", SampleArtefacts.Words(tokens)), new AxisLabels("key", SampleArtefacts.Words(tokens)), [.. Pattern(3, index, tokens)], new ColorScale(ColorScaleKind.Sequential, 0, 0.1, "probability"));

    /// <summary>A softmax of seeded normal numbers, the broader the earlier the head.</summary>
    private static float[] Pattern(int example, int head, int tokens)
    {
        SeededRandom random = SeededRandom.Stream(23, (ulong)example, (ulong)head);
        float[] values = new float[tokens * tokens];
        for (int row = 0; row < tokens; row++)
        {
            Span<float> line = values.AsSpan(row * tokens, tokens);
            float sum = 0;
            for (int key = 0; key < tokens; key++)
            {
                sum += line[key] = (float)Math.Exp(random.NextNormal() * (0.8 + (0.4 * (head % 4))));
            }

            for (int key = 0; key < tokens; key++)
            {
                line[key] /= sum;
            }
        }

        return values;
    }

    private static AnalysisReport Report(params ImmutableArray<Artefact> artefacts) => SampleReports.Empty with { Artefacts = artefacts };

    private static string Unpacked(string packed)
    {
        using ZLibStream unpacking = new(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        using StreamReader reader = new(unpacking, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("id=\"explorer-weights-\\d+\"")]
    private static partial Regex Weights();

    [GeneratedRegex("class=\"empty left-out\"")]
    private static partial Regex LeftOut();

    [GeneratedRegex("<script type=\"application/octet-stream\">([^<]*)</script></div>")]
    private static partial Regex Packed();

    [GeneratedRegex("id=\"(picture-[0-9a-f]+)\"")]
    private static partial Regex Pictures();

    [GeneratedRegex("href=\"#(picture-[0-9a-f]+)\"")]
    private static partial Regex Links();
}
