using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Colours and dashes that tell curves apart, the same for one name in every chart of a figure. The colours stay apart under every common colour
/// blindness: on a light ground those of Okabe and Ito 2008, "Color Universal Design", without black and yellow.</summary>
internal sealed class ChartColors
{
    private const int Count = 6;
    private static readonly ImmutableArray<string> Dashes = ["none", "7 3", "2 2", "9 3 2 3"];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly RenderTheme _theme;

    public ChartColors(IEnumerable<ChartPanel> panels, RenderTheme theme)
    {
        _theme = theme;
        Curves = [.. panels.OfType<CurvePanel>().SelectMany(panel => panel.Curves).DistinctBy(curve => (curve.Name, curve.IsControl))];
        foreach (ChartCurve curve in Curves.Where(curve => !curve.IsControl))
        {
            _places.Add(curve.Name, _places.Count);
        }
    }

    /// <summary>The hue of a signed score, well inside the scale so that whiskers show on it.</summary>
    public static string Signed(double value, RenderTheme theme)
    {
        const double Strength = 0.7;
        ColorRamp ramp = new(new ColorScale(ColorScaleKind.Diverging, -1, 1, string.Empty), theme);
        return ramp.ColorAt(ramp.Level(value < 0 ? -Strength : Strength)).Hex;
    }

    /// <summary>The colour of one of several things without a name in common.</summary>
    public static string At(int place, RenderTheme theme) => HeadColors.For(theme)[place % Count].Hex;

    /// <summary>One curve of each name, in the order in which they come.</summary>
    public ImmutableArray<ChartCurve> Curves { get; }

    /// <summary>The colour of a curve.</summary>
    public string ColorOf(ChartCurve curve) => curve.IsControl ? Ground.For(_theme).Muted : At(_places[curve.Name], _theme);

    /// <summary>Sets the stroke of the element that was just begun.</summary>
    public void SetStroke(SvgCanvas canvas, ChartCurve curve)
    {
        string dash = curve.IsControl ? "4 3" : Dashes[_places[curve.Name] / Count % Dashes.Length];
        canvas.Set("fill", "none").Set("stroke", ColorOf(curve)).Set("stroke-width", curve.IsControl ? 1.5 : 2).Set("stroke-linejoin", "round");
        if (dash != "none")
        {
            canvas.Set("stroke-dasharray", dash);
        }
    }
}
