namespace AttentionLens.Rendering;

/// <summary>The colours that tell curves or links apart, for whoever shows figures by other means than a picture. They stay apart under every common
/// colour blindness.</summary>
public static class SeriesColors
{
    /// <summary>How many there are.</summary>
    public static int Count => HeadColors.Count;

    /// <summary>The colour of one of several things.</summary>
    /// <param name="place">Its place, from 0; behind the last colour they begin again.</param>
    /// <param name="theme">The ground that the colours stand on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is negative.</exception>
    public static ScaleColor At(int place, RenderTheme theme)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        Rgb color = HeadColors.For(theme)[place % Count];
        return new ScaleColor(color.Red, color.Green, color.Blue, color.TakesDarkText);
    }
}
