using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>A colour in sRGB, eight bits a channel.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    private const double DarkInkLuminance = 0.179;

    /// <summary>The relative luminance, from 0 (black) to 1 (white). Source: WCAG 2.2, 2023, "relative luminance".</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Whether black text is easier to read on it than white text: the luminance where both have the same contrast
    /// ratio is sqrt(1.05 * 0.05) - 0.05.</summary>
    public bool TakesDarkText => Luminance > DarkInkLuminance;

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
