using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>A plot in cells. Curves are lines of dots, eight to a cell; where there are no colours to tell several of them apart, each is a line of its letter. Marks take a
/// cell each.</summary>
internal sealed class DotPlot
{
    /// <summary>What stands where several things meet that cannot be told apart there.</summary>
    public const char Several = '*';

    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const char NoDots = '\u2800';

    // The bits of a cell's eight dots, row by row. Source: Unicode Standard, block Braille Patterns.
    private static readonly ImmutableArray<int> Bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

    private readonly int _width;
    private readonly int _height;
    private readonly PlotRange _x;
    private readonly PlotRange _y;
    private readonly int[] _dots;
    private readonly char[] _letters;
    private readonly Style[] _inks;

    /// <param name="width">The cells across.</param>
    /// <param name="height">The cells down.</param>
    /// <param name="x">The horizontal range.</param>
    /// <param name="y">The vertical range.</param>
    public DotPlot(int width, int height, PlotRange x, PlotRange y)
    {
        (_width, _height, _x, _y) = (width, height, x, y);
        _dots = new int[width * height];
        _letters = new char[width * height];
        _inks = new Style[width * height];
        Array.Fill(_inks, Style.Plain);
    }

    /// <summary>Whether several things meet somewhere that cannot be told apart there.</summary>
    public bool HasSeveral => _letters.Contains(Several);

    /// <summary>A curve through points, as dots in a colour, or as a line of one letter.</summary>
    public void Curve(IReadOnlyList<float> x, IReadOnlyList<float> y, Style ink, char? letter)
    {
        for (int point = 0; point < x.Count; point++)
        {
            (int column, int row) = Place(x[point], y[point]);
            (int before, int above) = point == 0 ? (column, row) : Place(x[point - 1], y[point - 1]);
            int steps = Math.Max(1, Math.Max(Math.Abs(column - before), Math.Abs(row - above)));
            for (int step = 0; step <= steps; step++)
            {
                Dot(before + ((column - before) * step / steps), above + ((row - above) * step / steps), ink, letter);
            }
        }
    }

    /// <summary>A mark at a place.</summary>
    public void Mark(double x, double y, char letter, Style ink)
    {
        (int column, int row) = Place(x, y);
        Write((row / DotsDown * _width) + (column / DotsAcross), letter, ink);
    }

    /// <summary>A word that begins at a place, or ends there where it would leave the plot.</summary>
    /// <returns>Whether there was room for it; nothing is written otherwise.</returns>
    public bool TryMark(double x, double y, string word, Style ink)
    {
        (int column, int row) = Place(x, y);
        int start = Math.Min(column / DotsAcross, _width - word.Length);
        int line = row / DotsDown * _width;

        // A cell on either side is left free, so that words do not run into each other.
        int left = Math.Max(0, start - 1);
        if (start < 0 || _letters.AsSpan((line + left)..(line + Math.Min(_width, start + word.Length + 1))).ContainsAnyExcept('\0'))
        {
            return false;
        }

        for (int letter = 0; letter < word.Length; letter++)
        {
            Write(line + start + letter, word[letter], ink);
        }

        return true;
    }

    /// <summary>The lines.</summary>
    public IEnumerable<IReadOnlyList<Segment>> Lines() => Enumerable.Range(0, _height).Select(row => (IReadOnlyList<Segment>)
    [
        .. Enumerable.Range(row * _width, _width).Select(cell => new Segment(
            (_letters[cell] != 0 ? _letters[cell] : _dots[cell] != 0 ? (char)(NoDots + _dots[cell]) : ' ').ToString(), _inks[cell])),
    ]);

    private void Dot(int column, int row, Style ink, char? letter)
    {
        int cell = (row / DotsDown * _width) + (column / DotsAcross);
        if (letter is { } own)
        {
            Write(cell, own, ink);
            return;
        }

        _dots[cell] |= Bits[(row % DotsDown * DotsAcross) + (column % DotsAcross)];
        _inks[cell] = ink;
    }

    private void Write(int cell, char letter, Style ink)
    {
        _letters[cell] = _letters[cell] == 0 || _letters[cell] == letter ? letter : Several;
        _inks[cell] = ink;
    }

    private (int Column, int Row) Place(double x, double y) =>
        (_x.Place(x, _width * DotsAcross), (_height * DotsDown) - 1 - _y.Place(y, _height * DotsDown));
}
