using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The colours of layers, from first to last, and the list that explains them.</summary>
internal sealed class LayerColors
{
    // The lower end of the scale is the colour of the paper.
    private const double Weakest = 0.2;
    private const double TextSize = 11;
    private const double LineHeight = 18;
    private const double Radius = 5;
    private const double Gap = 12;
    private readonly ColorRamp _ramp;
    private readonly int _last;
    private readonly ImmutableArray<(int Layer, string Text, double X, double Y)> _entries;

    public LayerColors(ImmutableArray<HeadMapPoint> points, RenderTheme theme, double width)
    {
        _ramp = new ColorRamp(ColorScale.Probability, theme);
        ImmutableArray<int> layers = [.. points.Select(point => point.Layer).Distinct().Order()];
        _last = layers.DefaultIfEmpty().Max();
        ImmutableArray<(int, string, double, double)>.Builder entries = ImmutableArray.CreateBuilder<(int, string, double, double)>();
        (double x, double y) = (0, 0);
        foreach (int layer in layers)
        {
            string text = entries.Count == 0 ? $"layer {NumberText.Count(layer)}" : NumberText.Count(layer);
            double length = (2 * Radius) + 4 + (TextWidth.SansEm(text) * TextSize);
            if (x > 0 && x + length > width)
            {
                (x, y) = (0, y + LineHeight);
            }

            entries.Add((layer, text, x, y));
            x += length + Gap;
        }

        _entries = entries.ToImmutable();
        Height = y + LineHeight + 8;
    }

    /// <summary>The height of the list with the gap below.</summary>
    public double Height { get; }

    /// <summary>The colour of a layer.</summary>
    public string Of(int layer) => _ramp.ColorAt(_ramp.Level(_last == 0 ? 0.6 : Weakest + ((1 - Weakest) * layer / _last))).Hex;

    /// <summary>Draws the list with its upper left corner at a point.</summary>
    public void Draw(SvgCanvas canvas, double left, double top)
    {
        foreach ((int layer, string text, double x, double y) in _entries)
        {
            canvas.Open("circle").Set("cx", left + x + Radius).Set("cy", top + y + Radius).Set("r", Radius)
                .Set("fill", Of(layer)).Set("stroke", canvas.Ground.Muted).Set("stroke-width", 0.75).Close();
            canvas.Write(new Label(left + x + (2 * Radius) + 4, top + y + Radius + (0.35 * TextSize), text, TextSize) { Fill = canvas.Ground.Muted });
        }
    }
}
