using System.Globalization;

namespace AttentionLens.Attribution;

/// <summary>Settings that are whole numbers.</summary>
internal static class WholeNumber
{
    /// <summary>The value of a number that has to be whole.</summary>
    /// <exception cref="LensInputException">It has a fraction.</exception>
    public static int Get(AnalysisOptions options, NumberOption option)
    {
        double value = options.Get(option);
        return value == Math.Floor(value)
            ? (int)value
            : throw new LensInputException(string.Create(
                CultureInfo.InvariantCulture, $"Option '{option.Name}' has the value '{value}'; expected a whole number from {option.Minimum} to {option.Maximum}."));
    }
}
