using AttentionLens.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>The numbers of a scale as colours, or as characters where there are no colours.</summary>
internal sealed class Shades(ColorScale scale, RenderTheme theme, bool hasColors)
{
    private const string Positive = " ░▒▓█";
    private const string Negative = " .-=#";
    private const int LegendCells = 16;
    private readonly ScaleColors _colors = new(scale, theme);

    /// <summary>Whether numbers are told apart by colours.</summary>
    public bool HasColors => hasColors;

    /// <summary>The character of a number where there are no colours.</summary>
    public char Letter(double value)
    {
        if (double.IsNaN(value))
        {
            return '?';
        }

        double largest = Math.Max(Math.Abs(scale.Minimum), Math.Abs(scale.Maximum));
        (double distance, double span) = scale.Kind == ColorScaleKind.Diverging
            ? (Math.Abs(value), largest)
            : (value - scale.Minimum, scale.Maximum - scale.Minimum);
        int level = span > 0 ? (int)Math.Round(Math.Clamp(distance / span, 0, 1) * (Positive.Length - 1)) : 0;
        return scale.Kind == ColorScaleKind.Diverging && value < 0 ? Negative[level] : Positive[level];
    }

    /// <summary>A text on the colour of a number; without colours the text alone.</summary>
    public Segment On(string text, double value) => hasColors && _colors.Find(value) is { } color
        ? new Segment(text, new Style(color.TakesDarkText ? Color.Black : Color.White, Of(color)))
        : new Segment(text);

    /// <summary>The colour of a number, or that of the terminal where it is missing.</summary>
    public Color ColorOf(float value) => _colors.Find(value) is { } color ? Of(color) : Color.Default;

    /// <summary>Two numbers in one cell, one above the other; without colours the larger of them as a character.</summary>
    public Segment Pair(float upper, float lower) => hasColors
        ? new Segment("▀", new Style(ColorOf(upper), ColorOf(lower)))
        : new Segment(Letter(float.IsNaN(lower) || Math.Abs(upper) >= Math.Abs(lower) ? upper : lower).ToString());

    /// <summary>The scale with its ends and its unit, within a width.</summary>
    public IEnumerable<Segment> Legend(int width)
    {
        string low = $"{ShownText.Number(scale.Minimum)} ";
        string high = $" {ShownText.Number(scale.Maximum)} ";
        int cells = Math.Clamp(width - low.Length - high.Length - ShownText.Width(scale.Unit), 1, LegendCells);
        string letters = scale.Kind == ColorScaleKind.Diverging ? $"[{string.Concat(Negative.Skip(1).Reverse())}{Positive}]" : $"[{Positive}]";
        IEnumerable<Segment> colors = Enumerable.Range(0, cells).Select(cell => On(" ", scale.Minimum + ((scale.Maximum - scale.Minimum) * (cell + 0.5) / cells)));
        int left = width - low.Length - high.Length - (hasColors ? cells : letters.Length);
        return [new Segment(low), .. hasColors ? colors : [new Segment(letters)], new Segment(high + ShownText.Cut(Printable.Line(scale.Unit), left))];
    }

    /// <summary>A colour of figures as one of terminals.</summary>
    public static Color Of(ScaleColor color) => new(color.Red, color.Green, color.Blue);
}
