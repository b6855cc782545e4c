namespace AttentionLens.Rendering.Tests;

public sealed class CellNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(7.31e-11, "0")]
    [InlineData(-0.0004, "0")]
    [InlineData(0.0009, "0")]
    [InlineData(0.0011, "0.001")]
    [InlineData(0.004, "0.004")]
    [InlineData(0.31, "0.31")]
    [InlineData(-1, "-1.00")]
    [InlineData(double.NaN, "missing")]
    public void Cell_OnAScale_IsZeroBelowAThousandthOfIt(double value, string expected) =>
        Assert.Equal(expected, NumberText.Cell(value, new ColorScale(ColorScaleKind.Diverging, -1, 0.5, "logits")));

    [Fact]
    public void Cell_OnASmallScale_KeepsWhatCounts() =>
        Assert.Equal("4e-7", NumberText.Cell(4e-7, new ColorScale(ColorScaleKind.Sequential, 0, 1e-6, "probability")));
}
