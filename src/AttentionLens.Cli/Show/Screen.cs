using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Where figures are shown: lines of a width, with colours or without.</summary>
internal sealed class Screen(IAnsiConsole console, RenderTheme theme)
{
    private const int Narrowest = 20;

    /// <summary>The width in cells.</summary>
    public int Width { get; } = Math.Max(Narrowest, console.Profile.Width);

    /// <summary>Whether there are enough colours for a scale.</summary>
    public bool HasColors { get; } = console.Profile.Capabilities is { Ansi: true, ColorSystem: ColorSystem.EightBit or ColorSystem.TrueColor };

    /// <summary>How the numbers of a scale are shown.</summary>
    public Shades Shades(ColorScale scale) => new(scale, theme, HasColors);

    /// <summary>Writes lines that fit the width.</summary>
    public void Lines(IEnumerable<IEnumerable<Segment>> lines) => console.Write(new SegmentLines(lines));

    /// <summary>Writes one line that fits the width.</summary>
    public void Line(IEnumerable<Segment> line) => Lines([line]);

    /// <summary>Writes a text, broken at spaces where it is too long.</summary>
    public void Text(string text) => Text(text, Style.Plain);

    /// <summary>Writes a text in a style, broken at spaces where it is too long.</summary>
    public void Text(string text, Style style)
    {
        console.Write(new Text(Printable.Whole(text), HasColors ? style : Style.Plain));
        console.WriteLine();
    }

    /// <summary>Writes a table of texts.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        console.Write(Tables.Of(columns, rows).Border(TableBorder.Rounded));

    /// <summary>Leaves a line empty.</summary>
    public void Gap() => console.WriteLine();
}
