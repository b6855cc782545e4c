using System.Globalization;

namespace AttentionLens.Rendering.Tests;

public sealed class ColorMapTests
{
    public static TheoryData<ColorScaleKind, RenderTheme> Every => new()
    {
        { ColorScaleKind.Sequential, RenderTheme.Light },
        { ColorScaleKind.Sequential, RenderTheme.Dark },
        { ColorScaleKind.Diverging, RenderTheme.Light },
        { ColorScaleKind.Diverging, RenderTheme.Dark },
    };

    [Theory]
    [InlineData(RenderTheme.Light)]
    [InlineData(RenderTheme.Dark)]
    public void Sequential_FromLevelToLevel_LightnessNeverTurns(RenderTheme theme)
    {
        ColorMap map = ColorMaps.For(ColorScaleKind.Sequential, theme);

        double[] steps = [.. map.Colors.Zip(map.Colors.Skip(1), (left, right) => right.Lightness - left.Lightness)];
        Assert.All(steps, step => Assert.Equal(theme == RenderTheme.Dark, step > 0));
        Assert.True(Math.Abs(map.Colors[^1].Lightness - map.Colors[0].Lightness) > 0.65);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Table_FromLevelToLevel_ColoursDifferEqually(ColorScaleKind kind, RenderTheme theme)
    {
        ColorMap map = ColorMaps.For(kind, theme);

        double[] steps = [.. map.Colors.Zip(map.Colors.Skip(1), (left, right) => left.DistanceTo(right))];
        Assert.True(steps.Max() / steps.Min() < 1.01, $"{steps.Min()} to {steps.Max()}");
    }

    [Theory]
    [InlineData(RenderTheme.Light)]
    [InlineData(RenderTheme.Dark)]
    public void Diverging_AroundTheMiddle_IsSymmetric(RenderTheme theme)
    {
        ColorMap map = ColorMaps.For(ColorScaleKind.Diverging, theme);

        OkLab middle = map.Colors[ColorMap.Middle];
        for (int level = 1; level <= ColorMap.Middle; level++)
        {
            OkLab negative = map.Colors[ColorMap.Middle - level];
            OkLab positive = map.Colors[ColorMap.Middle + level];
            Assert.Equal(negative.Lightness, positive.Lightness, 9);
            Assert.Equal(negative.DistanceTo(middle), positive.DistanceTo(middle), 9);
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Table_EveryChannel_LiesWithinSrgbAndAwayFromARoundingEdge(ColorScaleKind kind, RenderTheme theme)
    {
        // Another machine's last digit must not round another way.
        foreach (OkLab color in ColorMaps.For(kind, theme).Colors)
        {
            (double red, double green, double blue) = color.ToChannels();
            foreach (double channel in new[] { red, green, blue })
            {
                Assert.InRange(channel, -0.5, 255.5);
                Assert.True(Math.Abs(channel - Math.Floor(channel) - 0.5) > 1e-6, $"{channel}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void InkOn_EveryColour_GivesAReadableContrast(ColorScaleKind kind, RenderTheme theme)
    {
        // Source: WCAG 2.2, success criterion 1.4.3.
        foreach (Rgb color in ColorMaps.For(kind, theme).Table.Concat(HeadColors.For(theme)))
        {
            int ink = int.Parse(Ground.InkOn(color).AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            double text = new Rgb((byte)(ink >> 16), (byte)(ink >> 8), (byte)ink).Luminance;
            double contrast = (Math.Max(color.Luminance, text) + 0.05) / (Math.Min(color.Luminance, text) + 0.05);
            Assert.True(contrast >= 4.5, $"{color.Hex}: {contrast}");
        }
    }

    [Fact]
    public void Level_UnevenDivergingScale_KeepsZeroInTheMiddle()
    {
        ColorRamp ramp = new(new ColorScale(ColorScaleKind.Diverging, -0.1, 0.8, "x"), RenderTheme.Light);

        Assert.Equal(ColorMap.Middle, ramp.Level(0));
        Assert.Equal(ColorMap.Levels - 1, ramp.Level(2));
        Assert.Equal(ramp.Level(-0.1), ramp.Level(-5));
        Assert.Equal(ColorRamp.MissingLevel, ramp.Level(double.NaN));
    }
}
