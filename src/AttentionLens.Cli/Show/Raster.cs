using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>A matrix as small cells, two of them above each other in one character. What is too large thins out: a cell then shows the strongest
/// of those it stands for, so that nothing strong is lost.</summary>
internal sealed class Raster
{
    private readonly Func<int, int, float> _values;
    private readonly int _rows;
    private readonly int _columns;

    public Raster(int rows, int columns, Func<int, int, float> values, int mostRows, int mostColumns)
    {
        (_rows, _columns, _values) = (rows, columns, values);
        Height = Math.Min(rows, mostRows);
        Width = Math.Min(columns, mostColumns);
    }

    /// <summary>How many cells stand above each other.</summary>
    public int Height { get; }

    /// <summary>How many cells stand side by side.</summary>
    public int Width { get; }

    /// <summary>What a cell stands for, as a sentence; empty where it is one number.</summary>
    public string Note => Height == _rows && Width == _columns
        ? string.Empty
        : $"Thinned out from {ShownText.Count(_rows)} × {ShownText.Count(_columns)} to {ShownText.Count(Height)} × {ShownText.Count(Width)}: each cell is the strongest of its block.";

    /// <summary>The lines, each of <see cref="Width"/> characters.</summary>
    public IEnumerable<IEnumerable<Segment>> Lines(Shades shades) => Enumerable.Range(0, (Height + 1) / 2).Select(line => Line(line, shades));

    /// <summary>One line; beyond the last it is empty.</summary>
    public IEnumerable<Segment> Line(int line, Shades shades) => Enumerable.Range(0, Width)
        .Select(column => shades.Pair(Strongest(2 * line, column), (2 * line) + 1 < Height ? Strongest((2 * line) + 1, column) : float.NaN));

    /// <summary>What a cell shows.</summary>
    public float this[int row, int column] => Strongest(row, column);

    private float Strongest(int row, int column)
    {
        (int top, int bottom) = Block(row, Height, _rows);
        (int left, int right) = Block(column, Width, _columns);
        float strongest = float.NaN;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                float value = _values(y, x);
                strongest = float.IsNaN(strongest) || Math.Abs(value) > Math.Abs(strongest) ? value : strongest;
            }
        }

        return strongest;
    }

    private static (int Start, int End) Block(int cell, int cells, int count) =>
        ((int)((long)cell * count / cells), (int)((long)(cell + 1) * count / cells));
}
