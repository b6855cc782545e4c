using System.Globalization;
using System.Xml.Linq;

namespace AttentionLens.Rendering.Tests;

/// <summary>Labels must not lie on one another, whatever they hold.</summary>
public sealed class LayoutTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(3, 60)]
    [InlineData(12, 20)]
    [InlineData(24, 18)]
    [InlineData(100, 7)]
    [InlineData(512, 2)]
    [InlineData(4096, 0.25)]
    public void ForColumns_AnyCount_LeavesALineBetweenLabels(int count, double cell)
    {
        AxisLayout axis = AxisLayout.ForColumns(new AxisLabels("key", SampleArtefacts.Words(count)), cell, 11, 18);

        double pitch = axis.Step * cell;
        double across = axis.Angle switch
        {
            0 => pitch - axis.Shown.Max(TextWidth.Em) * 11,
            -45 => (pitch * Math.Sqrt(0.5)) - 11,
            _ => pitch - 11,
        };
        Assert.True(across >= 0, $"angle {axis.Angle}, step {axis.Step}");
        Assert.True(axis.Shown.All(label => TextWidth.Em(label) <= 18));
    }

    [Fact]
    public void ForRows_ThinnedOut_SaysSo()
    {
        AxisLayout axis = AxisLayout.ForRows(new AxisLabels("query", SampleArtefacts.Words(512)), 2, 11, 18);

        Assert.Equal(7, axis.Step);
        Assert.Equal("query (every 7th label)", axis.Title);
    }

    [Theory]
    [InlineData("strip-hostile")]
    [InlineData("strip-512")]
    [InlineData("strip-chinese")]
    [InlineData("strip-arabic")]
    public void Render_TokenStrip_NoTwoChipsOverlap(string sample)
    {
        XElement root = XDocument.Parse(Drawn.Text(SampleArtefacts.All[sample], "svg")).Root!;
        double width = Number(root, "width");
        XElement[] chips = [.. root.Descendants(Svg + "rect").Where(rectangle => (string?)rectangle.Attribute("rx") == "4")];

        Assert.NotEmpty(chips);
        Assert.All(chips, chip => Assert.True(Number(chip, "x") >= 0 && Number(chip, "x") + Number(chip, "width") <= width));
        foreach (IGrouping<double, XElement> line in chips.GroupBy(chip => Number(chip, "y")))
        {
            XElement[] ordered = [.. line.OrderBy(chip => Number(chip, "x"))];
            for (int index = 1; index < ordered.Length; index++)
            {
                Assert.True(Number(ordered[index - 1], "x") + Number(ordered[index - 1], "width") < Number(ordered[index], "x"));
            }
        }
    }

    [Fact]
    public void Render_RightToLeftTokens_StartAtTheRight()
    {
        XElement[] chips = [.. XDocument.Parse(Drawn.Text(SampleArtefacts.All["strip-arabic"], "svg"))
            .Descendants(Svg + "rect").Where(rectangle => (string?)rectangle.Attribute("rx") == "4")];

        Assert.True(Number(chips[0], "x") > Number(chips[1], "x"));
    }

    [Fact]
    public void Render_ElidedLabel_KeepsTheFullTextInItsTitle()
    {
        string svg = Drawn.Text(SampleArtefacts.All["matrix-hostile"], "svg");

        XElement[] elided = [.. XDocument.Parse(svg).Descendants(Svg + "text").Where(text => text.Nodes().OfType<XText>().Any(node => node.Value.EndsWith('…')))];
        Assert.Equal(2, elided.Length);
        Assert.All(elided, text => Assert.Equal(SampleArtefacts.Hostile[^1], (string?)text.Element(Svg + "title")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.00001, 123456)]
    [InlineData(-1, 1)]
    public void Ticks_AnyScale_HaveBothEndsAndRoomBetween(double minimum, double maximum)
    {
        List<double> ticks = Ticks.For(minimum, maximum, 200, 10);

        Assert.Equal(minimum, ticks[0]);
        Assert.Equal(maximum, ticks[^1]);
        Assert.Equal(ticks.Order(), ticks);
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
