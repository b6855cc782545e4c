using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionLens.Rendering;

/// <summary>The size that the root of a drawing of ours says.</summary>
internal static partial class SvgRoot
{
    /// <summary>The width and height of a drawing.</summary>
    public static (double Width, double Height) SizeOf(string svg)
    {
        string root = svg[..(svg.IndexOf('>', StringComparison.Ordinal) + 1)];
        return (Number(Width().Match(root)), Number(Height().Match(root)));
    }

    /// <summary>The width and height of a drawing that may be a stranger's: 0 where it does not say them as numbers.</summary>
    public static (double Width, double Height) SaidSizeOf(string svg)
    {
        string root = svg[..(svg.IndexOf('>', StringComparison.Ordinal) + 1)];
        (Match width, Match height) = (Width().Match(root), Height().Match(root));
        return width.Success && height.Success && double.TryParse(width.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double wide)
            && double.TryParse(height.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double high) ? (wide, high) : (0, 0);
    }

    /// <summary>The drawing as large as it can be within a box; what it shows and its proportions stay.</summary>
    public static byte[] Fit(byte[] drawing, double? mostWidth, double? mostHeight)
    {
        string svg = Encoding.UTF8.GetString(drawing);
        (double width, double height) = SizeOf(svg);
        double scale = Math.Min(mostWidth / width ?? double.PositiveInfinity, mostHeight / height ?? double.PositiveInfinity);
        int end = svg.IndexOf('>', StringComparison.Ordinal);
        string root = Width().Replace(svg[..end], $" width=\"{NumberText.Coordinate(width * scale)}\"", 1);
        return Encoding.UTF8.GetBytes(Height().Replace(root, $" height=\"{NumberText.Coordinate(height * scale)}\"", 1) + svg[end..]);
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(" width=\"([0-9.]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Width();

    [GeneratedRegex(" height=\"([0-9.]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Height();
}
