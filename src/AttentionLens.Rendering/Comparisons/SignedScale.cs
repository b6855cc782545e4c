namespace AttentionLens.Rendering;

/// <summary>Colours of scores that stand beside others: those above zero take the same hue whether or not a set has a sign.</summary>
internal static class SignedScale
{
    /// <summary>The colours of one set.</summary>
    public static ColorRamp Ramp(ColorScale scale, RenderTheme theme) => new(scale with { Kind = ColorScaleKind.Diverging }, theme);

    /// <summary>The colours of a legend for all sets: its numbers are shares of the largest magnitude of each set's scale.</summary>
    public static ColorRamp Shared(IEnumerable<NamedScores> sets, string unit, RenderTheme theme) =>
        new(new ColorScale(ColorScaleKind.Diverging, sets.Any(scores => scores.Scale.Minimum < 0) ? -1 : 0, 1, unit), theme);

    /// <summary>The largest magnitude of a scale.</summary>
    public static double Largest(ColorScale scale) => Math.Max(Math.Abs(scale.Minimum), Math.Abs(scale.Maximum));

    /// <summary>The largest magnitude with its unit, in words.</summary>
    public static string Words(ColorScale scale) =>
        $"strongest colour: {NumberText.Short(Largest(scale))} {VisibleText.Of(scale.Unit)}".TrimEnd();
}
