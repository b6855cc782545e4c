namespace AttentionLens.Rendering;

/// <summary>A colour in OKLab, where equal steps look about equally large. Source: Ottosson 2020, "A perceptual color space for
/// image processing".</summary>
/// <param name="Lightness">From 0 (black) to 1 (white).</param>
/// <param name="A">From green (negative) to red (positive).</param>
/// <param name="B">From blue (negative) to yellow (positive).</param>
internal readonly record struct OkLab(double Lightness, double A, double B)
{
    /// <summary>The colour at a hue, given in degrees.</summary>
    public static OkLab FromHue(double lightness, double chroma, double degrees) =>
        new(lightness, chroma * Math.Cos(degrees * Math.PI / 180), chroma * Math.Sin(degrees * Math.PI / 180));

    /// <summary>The distance to another colour; about 0.02 can just be seen.</summary>
    public double DistanceTo(OkLab other)
    {
        double lightness = Lightness - other.Lightness;
        double a = A - other.A;
        double b = B - other.B;
        return Math.Sqrt((lightness * lightness) + (a * a) + (b * b));
    }

    /// <summary>The channels in sRGB, each from 0 to 255 before rounding; outside of that where sRGB has no such colour.</summary>
    public (double Red, double Green, double Blue) ToChannels()
    {
        double l = Cube(Lightness + (0.3963377774 * A) + (0.2158037573 * B));
        double m = Cube(Lightness - (0.1055613458 * A) - (0.0638541728 * B));
        double s = Cube(Lightness - (0.0894841775 * A) - (1.2914855480 * B));
        return (
            Companded((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Companded((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Companded((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    private static double Cube(double value) => value * value * value;

    private static double Companded(double linear) =>
        255 * (linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055);
}
