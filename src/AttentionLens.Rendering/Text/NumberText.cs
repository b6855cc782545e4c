using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>What stands for a number that is not one.</summary>
    public const string Missing = "missing";

    private const double Huge = 1e15;

    /// <summary>A number with about three significant digits.</summary>
    public static string Short(double value) => Special(value) ?? Math.Abs(value) switch
    {
        0 => "0",
        < 0.001 or >= 100_000 => Format(value, "0.##e+0"),
        < 1 => Format(value, "0.###"),
        < 100 => Format(value, "0.##"),
        _ => Format(value, "0.#"),
    };

    /// <summary>A number with a fixed count of decimals, so that a column of them lines up.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (Special(value) is { } special)
        {
            return special;
        }

        double rounded = Math.Round(value, decimals) + 0.0;
        bool isTiny = rounded == 0 && value != 0;
        return Math.Abs(value) >= Huge || isTiny
            ? Format(value, "0.##e+0")
            : Format(rounded, "F" + decimals.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A number within a cell: two decimals, or short where that would say nothing.</summary>
    public static string Cell(double value) => Math.Abs(value) is >= 0.005 and < 100 or 0 ? Fixed(value, 2) : Short(value);

    /// <summary>A number within a cell beside others on one scale: 0 below a thousandth of it, where digits say no more than the colour does.</summary>
    /// <param name="value">The number.</param>
    /// <param name="scale">The scale of all cells.</param>
    public static string Cell(double value, ColorScale scale) =>
        Math.Abs(value) < Math.Max(Math.Abs(scale.Minimum), Math.Abs(scale.Maximum)) / 1000 ? "0" : Cell(value);

    /// <summary>A coordinate, to a hundredth of a unit.</summary>
    public static string Coordinate(double value) => Format(Math.Round(value, 2) + 0.0, "0.##");

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and what is counted, in the singular or plural.</summary>
    public static string Count(long value, string one, string many) => Count(value) + " " + (value == 1 ? one : many);

    private static string? Special(double value) =>
        double.IsNaN(value) ? Missing : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "-∞" : null;

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
