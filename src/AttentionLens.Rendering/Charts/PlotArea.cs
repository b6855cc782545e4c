namespace AttentionLens.Rendering;

/// <summary>The frame of a chart with two axes: where numbers lie in it, and the marks along it.</summary>
internal sealed class PlotArea
{
    /// <summary>The size of most texts.</summary>
    public const double TextSize = 11;

    /// <summary>The height with the marks.</summary>
    public const double Height = PlotHeight + TickRoom + AxisTitle;

    private const double PlotWidth = 320;
    private const double PlotHeight = 220;
    private const double TickSize = 10;
    private const double TickRoom = 20;
    private const double AxisTitle = 18;
    private const int MostPowers = 8;
    private readonly ChartRange _x;
    private readonly ChartRange _y;
    private readonly string _horizontal;
    private readonly string _vertical;
    private readonly bool _isLogarithmic;
    private readonly List<double> _ticks;
    private readonly double _margin;

    /// <summary>Measures a frame.</summary>
    /// <param name="x">What the horizontal axis covers.</param>
    /// <param name="y">What the vertical axis covers; powers of ten where it is logarithmic.</param>
    /// <param name="horizontal">What lies along the horizontal axis.</param>
    /// <param name="vertical">What lies along the vertical axis.</param>
    /// <param name="isLogarithmic">Whether the vertical axis counts in powers of ten.</param>
    public PlotArea(ChartRange x, ChartRange y, string horizontal, string vertical, bool isLogarithmic = false)
    {
        (_x, _y, _horizontal, _vertical, _isLogarithmic) = (x, y, horizontal, vertical, isLogarithmic);
        _ticks = isLogarithmic ? [.. Powers(y)] : Ticks.For(_y.Low, _y.High, PlotHeight, TickSize);
        _margin = AxisTitle + (_ticks.Max(tick => TextWidth.Em(HeightText(tick))) * TickSize) + 8;
    }

    /// <summary>The width with the marks.</summary>
    public double Width => _margin + PlotWidth;

    /// <summary>Where the frame begins.</summary>
    public double Left { get; private set; }

    /// <summary>Where the frame begins.</summary>
    public double Top { get; private set; }

    /// <summary>Draws the frame with its marks and titles, its upper left corner at a point.</summary>
    public void Draw(SvgCanvas canvas, double x, double y)
    {
        (Left, Top) = (x + _margin, y);
        canvas.Frame(Left, Top, PlotWidth, PlotHeight);
        foreach (double tick in _ticks)
        {
            double place = PlaceOf(tick);
            canvas.Line(Left, place, Left + PlotWidth, place);
            canvas.Write(new Label(Left - 6, place + (0.35 * TickSize), HeightText(tick), TickSize) { Fill = canvas.Ground.Muted, IsMono = true, Anchor = Anchor.End });
        }

        double bottom = Top + PlotHeight;
        foreach (double tick in Ticks.For(_x.Low, _x.High, PlotWidth, TickSize))
        {
            double place = PlaceX(tick);
            canvas.Line(place, bottom, place, bottom + 4);
            canvas.Write(new Label(place, bottom + 15, NumberText.Short(tick), TickSize)
            {
                Fill = canvas.Ground.Muted,
                IsMono = true,
                Anchor = tick == _x.Low ? Anchor.Start : tick == _x.High ? Anchor.End : Anchor.Middle,
            });
        }

        WriteTitle(canvas, _horizontal, PlotWidth, Left + (PlotWidth / 2), bottom + TickRoom + TextSize, 0);
        WriteTitle(canvas, _vertical, PlotHeight, x + TextSize, Top + (PlotHeight / 2), -90);
    }

    /// <summary>Says in the middle that there is nothing to see.</summary>
    public void WriteEmpty(SvgCanvas canvas, string text)
    {
        // The lines of the marks would run through the text.
        (double width, double height) = ((TextWidth.SansEm(text) + 2) * TextSize, 2 * TextSize);
        (double x, double y) = (Left + (PlotWidth / 2), Top + (PlotHeight / 2));
        canvas.Rectangle(x - (width / 2), y - (height / 2), width, height, canvas.Ground.Paper);
        canvas.Write(new Label(x, y + (0.35 * TextSize), text, TextSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.Middle });
    }

    /// <summary>Where a number of the horizontal axis lies.</summary>
    public double PlaceX(double number) => Left + (_x.ShareOf(number) * PlotWidth);

    /// <summary>Where a number of the vertical axis lies.</summary>
    public double PlaceY(double number) => PlaceOf(_isLogarithmic ? Math.Log10(number) : number);

    private static IEnumerable<double> Powers(ChartRange range)
    {
        double step = Math.Ceiling((range.High - range.Low) / MostPowers);
        for (double power = range.Low; power <= range.High; power += step)
        {
            yield return power;
        }
    }

    private double PlaceOf(double height) => Top + ((1 - _y.ShareOf(height)) * PlotHeight);

    private string HeightText(double height) => NumberText.Short(_isLogarithmic ? Math.Pow(10, height) : height);

    private static void WriteTitle(SvgCanvas canvas, string title, double length, double x, double y, double angle)
    {
        string full = VisibleText.Of(title);
        if (full.Length > 0)
        {
            canvas.Write(new Label(x, y, Elision.Sans(full, length / TextSize), TextSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.Middle, Angle = angle, Full = full });
        }
    }
}
