using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>A look-up table from a level to a colour. An odd number of levels gives zero a colour of its own in the middle of a
/// diverging map, and leaves one of 256 palette entries for what is missing.</summary>
internal sealed class ColorMap
{
    /// <summary>The number of levels.</summary>
    public const int Levels = 255;

    /// <summary>The level in the middle.</summary>
    public const int Middle = Levels / 2;

    private ColorMap(Func<int, OkLab> colorOf)
    {
        Colors = [.. Enumerable.Range(0, Levels).Select(colorOf)];
        Table = [.. Colors.Select(Rounded)];
    }

    /// <summary>The colours before rounding.</summary>
    public ImmutableArray<OkLab> Colors { get; }

    /// <summary>The colours.</summary>
    public ImmutableArray<Rgb> Table { get; }

    /// <summary>A map along one curve.</summary>
    public static ColorMap Sequential(ColorCurve curve) => new(level => curve.At(level / (Levels - 1.0)));

    /// <summary>A map of two curves that start from the same neutral colour in the middle.</summary>
    public static ColorMap Diverging(ColorCurve negative, ColorCurve positive) =>
        new(level => (level < Middle ? negative : positive).At(Math.Abs(level - Middle) / (double)Middle));

    private static Rgb Rounded(OkLab color)
    {
        (double red, double green, double blue) = color.ToChannels();
        return new Rgb(Rounded(red), Rounded(green), Rounded(blue));
    }

    private static byte Rounded(double channel) => (byte)Math.Clamp(Math.Round(channel), 0, 255);
}
