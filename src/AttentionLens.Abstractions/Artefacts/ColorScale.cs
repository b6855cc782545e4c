namespace AttentionLens;

/// <summary>The colour scale of a figure, shared by all its parts.</summary>
/// <param name="Kind">How numbers become colours.</param>
/// <param name="Minimum">The number at the lower end; what is below takes the same colour.</param>
/// <param name="Maximum">The number at the upper end; what is above takes the same colour.</param>
/// <param name="Unit">The unit of the numbers, for the colour bar.</param>
public sealed record ColorScale(ColorScaleKind Kind, double Minimum, double Maximum, string Unit)
{
    /// <summary>The scale of probabilities: sequential, from 0 to 1.</summary>
    public static ColorScale Probability { get; } = new(ColorScaleKind.Sequential, 0, 1, "probability");
}
