using System.Globalization;

namespace AttentionLens;

/// <summary>A setting that is a number.</summary>
/// <param name="Name">Its name, in lower case with dashes.</param>
/// <param name="Description">What it does, in one line with unit and range.</param>
/// <param name="Default">The value where the user gives none.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
public sealed record NumberOption(string Name, string Description, double Default, double Minimum, double Maximum)
    : OptionDescriptor(Name, Description)
{
    /// <inheritdoc/>
    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);

    internal override object Read(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= Minimum && value <= Maximum
            ? value
            : throw Refuse(text, string.Create(CultureInfo.InvariantCulture, $"a number from {Minimum} to {Maximum}"));
}
