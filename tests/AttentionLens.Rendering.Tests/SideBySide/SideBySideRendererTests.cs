using System.Xml.Linq;
using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed class SideBySideRendererTests
{
    public static TheoryData<string> Samples => [.. SampleSides.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_Sample_LooksAsApproved(string sample)
    {
        Snapshot.Verify(Drawn.Text(SampleSides.All[sample], "svg"), "svg", sample);
        Snapshot.Verify(Drawn.Text(SampleSides.All[sample], "md"), "md", sample);
    }

    [Fact]
    public void Render_InTheDark_LooksAsApproved() =>
        Snapshot.Verify(Drawn.Text(SampleSides.All["chinese"], "svg", RenderTheme.Dark), "svg", "dark");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_HasIdsOfItsOwnAndRefersToNothingOutside(string sample)
    {
        XElement root = XDocument.Parse(Drawn.Text(SampleSides.All[sample], "svg")).Root!;

        string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.StartsWith($"figure:beside:{sample}", id, StringComparison.Ordinal));
        Assert.All(root.Descendants().Attributes("href"), link => Assert.StartsWith("data:image/png;base64,", link.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_HasNoPartBehindAnotherOrBeyondTheEdge(string sample)
    {
        XElement root = XDocument.Parse(Drawn.Text(SampleSides.All[sample], "svg")).Root!;

        (double X, double Y, double Width, double Height)[] frames =
        [
            .. root.Elements().Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("fill") == "none")
                .Select(frame => ((double)frame.Attribute("x")!, (double)frame.Attribute("y")!, (double)frame.Attribute("width")!, (double)frame.Attribute("height")!)),
        ];
        Assert.Equal(SampleSides.All[sample].Parts.Length, frames.Length);
        for (int one = 0; one < frames.Length; one++)
        {
            Assert.InRange(frames[one].X + frames[one].Width, 0, (double)root.Attribute("width")!);
            Assert.InRange(frames[one].Y + frames[one].Height, 0, (double)root.Attribute("height")!);
            for (int other = 0; other < one; other++)
            {
                Assert.True(
                    frames[other].X + frames[other].Width < frames[one].X || frames[other].Y + frames[other].Height < frames[one].Y,
                    $"part {one} lies on part {other}");
            }
        }
    }

    [Fact]
    public void Render_PartsOfOneType_ShareTheWidestScale()
    {
        SideBySideFigure own = SampleSides.All["small"];
        SideBySideFigure shared = own with
        {
            Parts = [.. own.Parts.Select(part => part with { Figure = (MatrixFigure)part.Figure with { Scale = ColorScale.Probability } })],
        };

        Assert.Equal(Drawn.Text(shared, "svg"), Drawn.Text(own, "svg"));
    }

    [Fact]
    public void Render_PartsOfOtherUnits_KeepTheirScales()
    {
        MatrixFigure share = SampleSides.Matrix(SampleArtefacts.English, 1, 0.25);
        MatrixFigure logits = share with { Scale = share.Scale with { Maximum = 8, Unit = "logits" } };

        string svg = Drawn.Text(SampleSides.Of("units", ("a", share), ("b", logits)), "svg");

        Assert.Contains("probability from 0 to 0.25", svg, StringComparison.Ordinal);
        Assert.Contains("logits from 0 to 8", svg, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_InAnyCulture_GivesTheSameBytes(string sample)
    {
        foreach (string format in new[] { "svg", "md", "html" })
        {
            byte[] expected = Drawn.Bytes(SampleSides.All[sample], format);

            Assert.Equal(expected, OtherCulture.Run(() => Drawn.Bytes(SampleSides.All[sample], format)));
        }
    }
}
