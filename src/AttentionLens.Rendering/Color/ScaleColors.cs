namespace AttentionLens.Rendering;

/// <summary>The colours that figures give the numbers of a scale, for whoever shows figures by other means than a picture.</summary>
/// <param name="scale">The scale; its ends are finite and in order.</param>
/// <param name="theme">The ground that the colours stand on.</param>
public sealed class ScaleColors(ColorScale scale, RenderTheme theme)
{
    private readonly ColorRamp _ramp = new(scale, theme);

    /// <summary>The colour of a number; what lies outside the scale has that of its nearer end.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The colour, or null where the number is missing.</returns>
    public ScaleColor? Find(double value)
    {
        int level = _ramp.Level(value);
        if (level == ColorRamp.MissingLevel)
        {
            return null;
        }

        Rgb color = _ramp.ColorAt(level);
        return new ScaleColor(color.Red, color.Green, color.Blue, color.TakesDarkText);
    }
}
