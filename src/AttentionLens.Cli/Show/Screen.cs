using AttentionLens.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Where figures are shown: lines of a width, with colours or without.</summary>
internal sealed class Screen(IAnsiConsole console, RenderTheme theme)
{
    private const int Narrowest = 20;
    private const double SignedStrength = 0.7;
    private static readonly ColorScale Signed = new(ColorScaleKind.Diverging, -1, 1, string.Empty);

    /// <summary>The width in cells.</summary>
    public int Width { get; } = Math.Max(Narrowest, console.Profile.Width);

    /// <summary>What plays films, or null where they are shown as sheets alone.</summary>
    public FilmPlayer? Film { get; init; }

    /// <summary>The ground.</summary>
    public RenderTheme Theme => theme;

    /// <summary>Whether there are enough colours for a scale.</summary>
    public bool HasColors { get; } = console.Profile.Capabilities is { Ansi: true, ColorSystem: ColorSystem.EightBit or ColorSystem.TrueColor };

    /// <summary>What is less important.</summary>
    public Style Faint => HasColors ? new Style(decoration: Decoration.Dim) : Style.Plain;

    /// <summary>What is more important.</summary>
    public Style Strong => HasColors ? new Style(decoration: Decoration.Bold) : Style.Plain;

    /// <summary>How the numbers of a scale are shown.</summary>
    public Shades Shades(ColorScale scale) => new(scale, theme, HasColors);

    /// <summary>The colour of one of several curves or kinds.</summary>
    public Style Series(int place) => HasColors ? new Style(Cli.Shades.Of(SeriesColors.At(place, theme))) : Style.Plain;

    /// <summary>The colour of a signed amount.</summary>
    public Style Sign(double value) => HasColors
        ? new Style(Cli.Shades.Of(new ScaleColors(Signed, theme).Find(value < 0 ? -SignedStrength : SignedStrength)!.Value))
        : Style.Plain;

    /// <summary>Writes lines that fit the width; what does not is cut.</summary>
    public void Lines(IEnumerable<IEnumerable<Segment>> lines) => console.Write(new SegmentLines(lines, Width));

    /// <summary>Writes one line that fits the width.</summary>
    public void Line(IEnumerable<Segment> line) => Lines([line]);

    /// <summary>Writes a text, broken at spaces where it is too long.</summary>
    public void Text(string text) => Text(text, Style.Plain);

    /// <summary>Writes a text in a style, broken at spaces where it is too long.</summary>
    public void Text(string text, Style style)
    {
        console.Write(new Text(Printable.Prose(text), HasColors ? style : Style.Plain));
        console.WriteLine();
    }

    /// <summary>Says how many things are left out, where any are.</summary>
    public void Omitted(int count, string what)
    {
        if (count > 0)
        {
            Text($"… {ShownText.Count(count)} more {what}", Faint);
        }
    }

    /// <summary>Writes a table of texts.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        console.Write(Tables.Of(columns, rows).Border(TableBorder.Rounded));

    /// <summary>Leaves a line empty.</summary>
    public void Gap() => console.WriteLine();
}
