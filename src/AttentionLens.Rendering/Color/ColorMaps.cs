namespace AttentionLens.Rendering;

/// <summary>The colour maps. Sequential maps leave the ground's lightness and never turn back; diverging maps go from a neutral
/// grey to blue and to orange, two hues that red-green blindness keeps apart, at equal lightness and chroma on both sides.</summary>
internal static class ColorMaps
{
    private const double Blue = 250;
    private const double Orange = 45;

    private static readonly ColorMap LightSequential = ColorMap.Sequential(new ColorCurve(
        new OkLab(0.985, -0.002, 0.012), OkLab.FromHue(0.74, 0.16, 205), OkLab.FromHue(0.29, 0.105, 272)));

    private static readonly ColorMap DarkSequential = ColorMap.Sequential(new ColorCurve(
        OkLab.FromHue(0.235, 0.03, 268), OkLab.FromHue(0.52, 0.165, 215), OkLab.FromHue(0.955, 0.115, 105)));

    private static readonly ColorMap LightDiverging = ColorMap.Diverging(
        new ColorCurve(new OkLab(0.975, 0, 0), OkLab.FromHue(0.76, 0.12, Blue), OkLab.FromHue(0.40, 0.11, Blue)),
        new ColorCurve(new OkLab(0.975, 0, 0), OkLab.FromHue(0.76, 0.12, Orange), OkLab.FromHue(0.40, 0.11, Orange)));

    private static readonly ColorMap DarkDiverging = ColorMap.Diverging(
        new ColorCurve(new OkLab(0.27, 0, 0), OkLab.FromHue(0.5, 0.13, Blue), OkLab.FromHue(0.83, 0.08, Blue)),
        new ColorCurve(new OkLab(0.27, 0, 0), OkLab.FromHue(0.5, 0.13, Orange), OkLab.FromHue(0.83, 0.08, Orange)));

    /// <summary>The map for a kind of scale on a ground.</summary>
    public static ColorMap For(ColorScaleKind kind, RenderTheme theme) => (kind, theme) switch
    {
        (ColorScaleKind.Diverging, RenderTheme.Dark) => DarkDiverging,
        (ColorScaleKind.Diverging, _) => LightDiverging,
        (_, RenderTheme.Dark) => DarkSequential,
        _ => LightSequential,
    };
}
