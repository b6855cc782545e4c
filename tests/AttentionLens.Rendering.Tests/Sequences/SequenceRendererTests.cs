using System.Xml.Linq;
using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed class SequenceRendererTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Samples => [.. SampleSequences.All.Keys];

    // The many frames are approved as a sheet.
    public static TheoryData<string> Approved => [.. SampleSequences.All.Keys.Where(sample => sample != "many")];

    [Theory]
    [MemberData(nameof(Approved))]
    public void Render_Sample_LooksAsApproved(string sample)
    {
        Snapshot.Verify(Drawn.Text(SampleSequences.All[sample], "svg"), "svg", sample);
        Snapshot.Verify(Drawn.Text(SampleSequences.All[sample], "md"), "md", sample);
    }

    [Fact]
    public void Render_InTheDark_LooksAsApproved() =>
        Snapshot.Verify(Drawn.Text(SampleSequences.All["chinese"], "svg", RenderTheme.Dark), "svg", "dark");

    [Theory]
    [InlineData("arabic")]
    [InlineData("many")]
    public void Render_AsSheet_LooksAsApproved(string sample) =>
        Snapshot.Verify(Drawn.With(SampleSequences.All[sample], "svg", new RenderOptions { Sequences = SequenceForm.Sheet }), "svg", sample);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_HasIdsOfItsOwnAndRefersToNothingOutside(string sample)
    {
        foreach (SequenceForm form in Enum.GetValues<SequenceForm>())
        {
            XElement root = XDocument.Parse(Drawn.With(SampleSequences.All[sample], "svg", new RenderOptions { Sequences = form })).Root!;

            string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(ids, id => Assert.StartsWith($"figure:maps:", id, StringComparison.Ordinal));
            Assert.All(
                root.Descendants().Attributes("fill").Where(fill => fill.Value.StartsWith("url(", StringComparison.Ordinal)),
                fill => Assert.Contains(fill.Value[5..^1], ids));
            Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "use" or "animate");
            Assert.All(root.Descendants().Attributes("href"), link => Assert.StartsWith("data:image/png;base64,", link.Value, StringComparison.Ordinal));
            Assert.All(root.Descendants(Svg + "style"), style => Assert.DoesNotContain("url(", style.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Render_WithoutStyles_ShowsTheFirstFrameAlone()
    {
        XElement[] frames = [.. FramesOf(Drawn.Text(SampleSequences.All["small"], "svg"))];

        Assert.Equal(6, frames.Length);
        Assert.Null(frames[0].Attribute("visibility"));
        Assert.All(frames[1..], frame => Assert.Equal("hidden", (string?)frame.Attribute("visibility")));
    }

    [Fact]
    public void Render_EachFrame_StandsForItsTimeInItsTurn()
    {
        string svg = Drawn.With(SampleSequences.All["small"], "svg", new RenderOptions { SecondsPerFrame = 0.5 });

        Assert.Equal(
            ["0s", "-2.5s", "-2s", "-1.5s", "-1s", "-0.5s"],
            FramesOf(svg).Select(frame => ((string?)frame.Attribute("style"))!.Split("animation-delay:")[1]));
        Assert.All(FramesOf(svg), frame => Assert.Contains("animation-duration:3s", (string?)frame.Attribute("style"), StringComparison.Ordinal));
        Assert.Contains("prefers-reduced-motion:reduce", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OneFrame_StandsStillAndIsAsLargeAsTheWhole()
    {
        SequenceFigure figure = SampleSequences.All["arabic"];
        XElement whole = XDocument.Parse(Drawn.Text(figure, "svg")).Root!;

        for (int frame = 0; frame < figure.Frames.Length; frame++)
        {
            string svg = Drawn.With(figure, "svg", new RenderOptions { Frame = frame });

            XElement root = XDocument.Parse(svg).Root!;
            Assert.Equal((string?)whole.Attribute("viewBox"), (string?)root.Attribute("viewBox"));
            Assert.DoesNotContain("visibility", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("animation", svg, StringComparison.Ordinal);
            Assert.Contains($"{frame + 1} of 6", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_FrameThatIsNotThere_IsAnInputError() => Assert.Equal(
        "Frame 6 of 'maps/film/small' was asked for; expected one of its 6, from 0.",
        Assert.Throws<LensInputException>(() => Drawn.With(SampleSequences.All["small"], "svg", new RenderOptions { Frame = 6 })).Message);

    [Theory]
    [InlineData(0.0)]
    [InlineData(61.0)]
    [InlineData(double.NaN)]
    public void Render_FramesOfNoTime_AreAnInputError(double seconds) => Assert.EndsWith(
        " seconds were asked for; expected 0.05 to 60.",
        Assert.Throws<LensInputException>(() => Drawn.With(SampleSequences.All["small"], "svg", new RenderOptions { SecondsPerFrame = seconds })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Render_InAPage_KeepsTheMotion()
    {
        string page = Drawn.Text(SampleSequences.All["small"], "html");

        Assert.Contains("@keyframes lens-frame-of-6", page, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_InAnyCulture_GivesTheSameBytes(string sample)
    {
        foreach (string format in new[] { "svg", "md", "html" })
        {
            byte[] expected = Drawn.Bytes(SampleSequences.All[sample], format);

            Assert.Equal(expected, OtherCulture.Run(() => Drawn.Bytes(SampleSequences.All[sample], format)));
        }
    }

    private static IEnumerable<XElement> FramesOf(string svg) =>
        XDocument.Parse(svg).Descendants(Svg + "g").Where(group => (string?)group.Attribute("class") == "lens-frame");
}
