using Spectre.Console;

namespace AttentionLens.Cli.Tests.Show;

/// <summary>The parts that views are made of.</summary>
public sealed class PlainDrawingTests
{
    [Theory]
    [InlineData(0, 10, "▄▄▄▄▄▄▄▄▄▄")]
    [InlineData(0, 2.5, "▄▄▖       ")]
    [InlineData(5, 7.5, "     ▄▄▖  ")]
    [InlineData(2.5, 5, "  ▗▄▄     ")]
    [InlineData(0, 0.1, "▖         ")]
    [InlineData(10, 9.95, "         ▗")]
    [InlineData(0, 0, "          ")]
    [InlineData(0, double.NaN, "          ")]
    [InlineData(0, double.PositiveInfinity, "          ")]
    public void Bar_FromOneNumberToAnother_FillsHalfCells(double from, double to, string expected) => Assert.Equal(expected, new BarTrack([10], 10).Bar(from, to));

    [Theory]
    [InlineData(-5, "▄▄▄▄▄│    ", null)]
    [InlineData(2, "     ▄▄   ", null)]
    [InlineData(0, "     │    ", null)]
    [InlineData(5, "     ▄▄▄▄┆", 4.0)]
    [InlineData(1, "     ▄   ┆", 4.0)]
    public void Bar_RangeWithBothSigns_HasZeroAndTheReference(double to, string expected, double? reference) => Assert.Equal(expected, new BarTrack([-5, 5], 10).Bar(0, to, reference));

    [Fact]
    public void Lines_LettersThatMeet_BecomeOneSign()
    {
        DotPlot plot = new(3, 1, new PlotRange(0, 2), new PlotRange(0, 1));
        plot.Mark(0, 0, 'a', Style.Plain);
        plot.Mark(2, 0, 'a', Style.Plain);
        plot.Mark(2, 1, 'b', Style.Plain);

        Assert.Equal("a *", string.Concat(plot.Lines().Single().Select(segment => segment.Text)));
        Assert.True(plot.HasSeveral);
    }

    [Fact]
    public void Lines_CurveInColors_IsDots()
    {
        DotPlot plot = new(2, 1, new PlotRange(0, 1), new PlotRange(0, 1));
        plot.Curve([0, 1], [0, 1], Style.Plain, letter: null);

        Assert.Equal("⡠⠊", string.Concat(plot.Lines().Single().Select(segment => segment.Text)));
    }

    [Fact]
    public void TryMark_WordBesideAnother_HasNoRoom()
    {
        DotPlot plot = new(10, 1, new PlotRange(0, 9), new PlotRange(0, 1));

        Assert.True(plot.TryMark(1, 0, "0.1", Style.Plain));
        Assert.False(plot.TryMark(4, 0, "0.2", Style.Plain));
        Assert.True(plot.TryMark(9, 0, "1.1", Style.Plain));
        Assert.False(plot.TryMark(0, 0, "longer than the plot", Style.Plain));
        Assert.Equal(" 0.1   1.1", string.Concat(plot.Lines().Single().Select(segment => segment.Text)));
    }

    [Theory]
    [InlineData(null, RenderTheme.Dark)]
    [InlineData("", RenderTheme.Dark)]
    [InlineData("15;0", RenderTheme.Dark)]
    [InlineData("0;15", RenderTheme.Light)]
    [InlineData("0;default;7", RenderTheme.Light)]
    [InlineData("0;default", RenderTheme.Dark)]
    public void Of_WhatTheTerminalSays_IsItsGround(string? colors, RenderTheme expected) => Assert.Equal(expected, TerminalGround.Of(colors));

    [Fact]
    public void Cut_RightToLeft_StandsBetweenMarksWithoutWidth()
    {
        string cut = ShownText.Fit("القراءة", 5);

        Assert.Equal("\u200Eالقر…\u200E", cut);
        Assert.Equal(5, ShownText.Width(cut));
        Assert.Equal("cat  ", ShownText.Fit("cat", 5));
    }

    [Theory]
    [InlineData(0.000123, "1e-4")]
    [InlineData(-0.00013, "-1e-4")]
    [InlineData(0.25, "0.25")]
    [InlineData(123456, "1e+5")]
    public void Number_NarrowCell_KeepsItsSize(double value, string expected) => Assert.Equal(expected, ShownText.Number(value, 5));
}
