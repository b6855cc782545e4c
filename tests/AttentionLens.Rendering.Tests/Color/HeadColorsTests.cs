using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

public sealed class HeadColorsTests
{
    // Linear sRGB as it is seen with and without one kind of cones. Source: Machado, Oliveira and Fernandes 2009, table 1, severity 1.
    private static readonly double[][] Sights =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [Theory]
    [InlineData(RenderTheme.Light)]
    [InlineData(RenderTheme.Dark)]
    public void For_AnyTwoHeads_DifferUnderEverySight(RenderTheme theme)
    {
        ImmutableArray<Rgb> colors = HeadColors.For(theme);

        Assert.Equal(16, colors.Length);
        foreach (double[] sight in Sights)
        {
            OkLab[] seen = [.. colors.Select(color => See(color, sight))];
            for (int first = 0; first < seen.Length; first++)
            {
                Assert.All(seen[..first], other => Assert.True(other.DistanceTo(seen[first]) > 0.04, $"{colors[first].Hex}"));
            }
        }
    }

    private static OkLab See(Rgb color, double[] sight)
    {
        double[] light = [Linear(color.Red), Linear(color.Green), Linear(color.Blue)];
        double[] seen = [.. Enumerable.Range(0, 3).Select(row => Math.Clamp(Enumerable.Range(0, 3).Sum(column => sight[(row * 3) + column] * light[column]), 0, 1))];

        // Source: Ottosson 2020, "A perceptual color space for image processing".
        double l = Math.Cbrt((0.4122214708 * seen[0]) + (0.5363325363 * seen[1]) + (0.0514459929 * seen[2]));
        double m = Math.Cbrt((0.2119034982 * seen[0]) + (0.6806995451 * seen[1]) + (0.1073969566 * seen[2]));
        double s = Math.Cbrt((0.0883024619 * seen[0]) + (0.2817188376 * seen[1]) + (0.6299787005 * seen[2]));
        return new OkLab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
