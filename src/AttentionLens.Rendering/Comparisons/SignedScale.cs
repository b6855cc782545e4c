using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Colours of scores that stand beside others: those above zero take the same hue whether or not a set has a sign.</summary>
internal static class SignedScale
{
    /// <summary>The colours of one set.</summary>
    public static ColorRamp Ramp(ColorScale scale, RenderTheme theme) => new(scale with { Kind = ColorScaleKind.Diverging }, theme);

    /// <summary>The colours of a legend for all sets: the scale of all of them, or where they have several, shares of the largest magnitude of each.</summary>
    public static ColorRamp Shared(ImmutableArray<NamedScores> sets, string unit, RenderTheme theme) => AreOneScale(sets)
        ? Ramp(sets[0].Scale, theme)
        : new(new ColorScale(ColorScaleKind.Diverging, sets.Any(scores => scores.Scale.Minimum < 0) ? -1 : 0, 1, unit), theme);

    /// <summary>The notes on a set, the first of which says what its strongest colour stands for where the legend of all sets cannot.</summary>
    public static ImmutableArray<string> Explained(NamedScores scores, ImmutableArray<NamedScores> sets) =>
        AreOneScale(sets) ? scores.Notes : scores.Notes.Insert(0, Words(scores.Scale));

    /// <summary>The largest magnitude of a scale.</summary>
    public static double Largest(ColorScale scale) => Math.Max(Math.Abs(scale.Minimum), Math.Abs(scale.Maximum));

    /// <summary>Whether one legend can say what the colours of all sets stand for.</summary>
    public static bool AreOneScale(ImmutableArray<NamedScores> sets) => sets.Select(scores => scores.Scale).Distinct().Count() == 1;

    private static string Words(ColorScale scale) =>
        $"strongest colour: {NumberText.Short(Largest(scale))} {VisibleText.Of(scale.Unit)}".TrimEnd();
}
