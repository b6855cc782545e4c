namespace AttentionLens.Rendering;

/// <summary>Gives each number of a figure its level and colour.</summary>
internal sealed class ColorRamp
{
    /// <summary>The level of a number that is missing.</summary>
    public const int MissingLevel = ColorMap.Levels;

    private readonly ColorMap _map;
    private readonly double _low;
    private readonly double _high;

    public ColorRamp(ColorScale scale, RenderTheme theme)
    {
        Scale = scale;
        _map = ColorMaps.For(scale.Kind, theme);
        (_low, _high) = (scale.Minimum, scale.Maximum);
        if (scale.Kind == ColorScaleKind.Diverging)
        {
            // Equal magnitudes take equally strong colours, also where the scale reaches further to one side.
            _high = Math.Max(Math.Abs(scale.Minimum), Math.Abs(scale.Maximum));
            _low = -_high;
        }
    }

    public ColorScale Scale { get; }

    /// <summary>The level of a number, or <see cref="MissingLevel"/> where it is not one.</summary>
    public int Level(double value)
    {
        if (double.IsNaN(value))
        {
            return MissingLevel;
        }

        double inside = Math.Clamp(value, Scale.Minimum, Scale.Maximum);

        // Halves keep the difference of two huge bounds finite.
        double span = (_high / 2) - (_low / 2);
        double share = span > 0 ? ((inside / 2) - (_low / 2)) / span : Scale.Kind == ColorScaleKind.Diverging ? 0.5 : 0;
        return (int)Math.Clamp(Math.Round(share * (ColorMap.Levels - 1), MidpointRounding.AwayFromZero), 0, ColorMap.Levels - 1);
    }

    /// <summary>The colour of a level other than <see cref="MissingLevel"/>.</summary>
    public Rgb ColorAt(int level) => _map.Table[level];
}
