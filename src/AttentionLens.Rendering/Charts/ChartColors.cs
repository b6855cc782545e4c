using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Colours and dashes that tell curves apart, the same for one name in every chart of a figure. The colours stay apart under every common colour
/// blindness. Source: Okabe and Ito 2008, "Color Universal Design", without black and yellow.</summary>
internal sealed class ChartColors
{
    private static readonly ImmutableArray<string> Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
    private static readonly ImmutableArray<string> Dashes = ["none", "7 3", "2 2", "9 3 2 3"];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Ground _ground;

    public ChartColors(IEnumerable<ChartPanel> panels, Ground ground)
    {
        _ground = ground;
        Curves = [.. panels.OfType<CurvePanel>().SelectMany(panel => panel.Curves).DistinctBy(curve => (curve.Name, curve.IsControl))];
        foreach (ChartCurve curve in Curves.Where(curve => !curve.IsControl))
        {
            _places.Add(curve.Name, _places.Count);
        }
    }

    /// <summary>The colour of what has no name to tell it from anything else.</summary>
    public static string First => Colors[0];

    /// <summary>The hue of a signed score, well inside the scale so that whiskers show on it.</summary>
    public static string Signed(double value, RenderTheme theme)
    {
        const double Strength = 0.7;
        ColorRamp ramp = new(new ColorScale(ColorScaleKind.Diverging, -1, 1, string.Empty), theme);
        return ramp.ColorAt(ramp.Level(value < 0 ? -Strength : Strength)).Hex;
    }

    /// <summary>The colour of one of several things without a name in common.</summary>
    public static string At(int place) => Colors[place % Colors.Length];

    /// <summary>One curve of each name, in the order in which they come.</summary>
    public ImmutableArray<ChartCurve> Curves { get; }

    /// <summary>The colour of a curve.</summary>
    public string ColorOf(ChartCurve curve) => curve.IsControl ? _ground.Muted : Colors[_places[curve.Name] % Colors.Length];

    /// <summary>Sets the stroke of the element that was just begun.</summary>
    public void SetStroke(SvgCanvas canvas, ChartCurve curve)
    {
        string dash = curve.IsControl ? "4 3" : Dashes[_places[curve.Name] / Colors.Length % Dashes.Length];
        canvas.Set("fill", "none").Set("stroke", ColorOf(curve)).Set("stroke-width", curve.IsControl ? 1.5 : 2).Set("stroke-linejoin", "round");
        if (dash != "none")
        {
            canvas.Set("stroke-dasharray", dash);
        }
    }
}
