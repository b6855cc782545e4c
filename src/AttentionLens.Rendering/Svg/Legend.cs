using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>The colour bar with its unit and marks, and what stands for missing numbers where there are any.</summary>
internal sealed class Legend
{
    /// <summary>The height with the gap below.</summary>
    public const double Height = 44;

    private const double BarWidth = 200;
    private const double BarHeight = 10;
    private const double TextSize = 11;
    private const double TickSize = 10;
    private const double Gap = 10;
    private const int GradientStops = 16;
    private readonly ColorRamp _ramp;
    private readonly bool _hasMissing;
    private readonly bool _isPicture;
    private readonly string _unit;
    private readonly double _unitWidth;

    /// <summary>Lays the legend out.</summary>
    /// <param name="ramp">The colours.</param>
    /// <param name="hasMissing">Whether numbers are missing.</param>
    /// <param name="isPicture">Whether cells are pixels, where what is missing is grey instead of hatched.</param>
    public Legend(ColorRamp ramp, bool hasMissing, bool isPicture)
    {
        (_ramp, _hasMissing, _isPicture) = (ramp, hasMissing, isPicture);
        _unit = Elision.Sans(VisibleText.Of(ramp.Scale.Unit), 16);
        _unitWidth = _unit.Length == 0 ? 0 : (TextWidth.SansEm(_unit) * TextSize) + Gap;
    }

    /// <summary>The name of the bar within the document, for figures with several.</summary>
    public string Name { get; init; } = "bar";

    /// <summary>The width of the whole.</summary>
    public double Width => _unitWidth + BarWidth
        + (_hasMissing ? Gap + BarHeight + Gap + (TextWidth.SansEm(NumberText.Missing) * TextSize) : 0);

    public void Draw(SvgCanvas canvas, double x, double y)
    {
        double bar = x + _unitWidth;
        if (_unit.Length > 0)
        {
            canvas.Write(new Label(x, y + BarHeight - 1, _unit, TextSize) { Fill = canvas.Ground.Muted, Full = VisibleText.Of(_ramp.Scale.Unit) });
        }

        DrawGradient(canvas);
        canvas.Rectangle(bar, y, BarWidth, BarHeight, $"url(#{canvas.IdPrefix}:{Name})");
        canvas.Frame(bar, y, BarWidth, BarHeight);
        DrawTicks(canvas, bar, y + BarHeight);
        if (_hasMissing)
        {
            double swatch = bar + BarWidth + (2 * Gap);
            canvas.Rectangle(swatch, y, BarHeight, BarHeight, _isPicture ? canvas.Ground.Missing.Hex : MissingPattern.Fill(canvas));
            canvas.Frame(swatch, y, BarHeight, BarHeight);
            canvas.Write(new Label(swatch + BarHeight + 6, y + BarHeight - 1, NumberText.Missing, TextSize) { Fill = canvas.Ground.Muted });
        }
    }

    private void DrawGradient(SvgCanvas canvas)
    {
        canvas.Open("linearGradient").Set("id", $"{canvas.IdPrefix}:{Name}");
        for (int stop = 0; stop <= GradientStops; stop++)
        {
            double share = stop / (double)GradientStops;
            double value = (_ramp.Scale.Minimum * (1 - share)) + (_ramp.Scale.Maximum * share);
            canvas.Open("stop").Set("offset", share.ToString("0.####", CultureInfo.InvariantCulture))
                .Set("stop-color", _ramp.ColorAt(_ramp.Level(value)).Hex).Close();
        }

        canvas.Close();
    }

    private void DrawTicks(SvgCanvas canvas, double x, double y)
    {
        (double minimum, double maximum) = (_ramp.Scale.Minimum, _ramp.Scale.Maximum);
        List<double> ticks = Ticks.For(minimum, maximum, BarWidth, TickSize);
        for (int index = 0; index < ticks.Count; index++)
        {
            double share = index == 0 ? 0 : index == ticks.Count - 1 ? 1 : ((ticks[index] / 2) - (minimum / 2)) / ((maximum / 2) - (minimum / 2));
            double place = x + (share * BarWidth);
            canvas.Line(place, y, place, y + 4);
            canvas.Write(new Label(place, y + 15, NumberText.Short(ticks[index]), TickSize)
            {
                Fill = canvas.Ground.Muted,
                IsMono = true,
                Anchor = index == 0 ? Anchor.Start : index == ticks.Count - 1 ? Anchor.End : Anchor.Middle,
            });
        }
    }
}
