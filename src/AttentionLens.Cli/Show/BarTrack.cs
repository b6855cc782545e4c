namespace AttentionLens.Cli;

/// <summary>Bars on one range of numbers, a line of cells each, in halves of a cell.</summary>
internal sealed class BarTrack
{
    // A bar of less than half a cell is half a cell long, unless it is next to nothing.
    private const double Faintest = 0.002;
    private const char Zero = '│';
    private const char Compared = '┆';
    private readonly double _low;
    private readonly double _high;
    private readonly int _cells;

    /// <param name="values">The numbers that lie within the range, zero aside.</param>
    /// <param name="cells">The length of a line.</param>
    public BarTrack(IEnumerable<double> values, int cells)
    {
        double[] within = [.. values.Where(double.IsFinite), 0];
        (_low, _high) = (within.Min(), within.Max());
        _cells = Math.Max(1, cells);
    }

    /// <summary>A bar between two numbers as a line of cells; a number to compare with is a dashed line, zero a thin one where bars go both ways.</summary>
    public string Bar(double from, double to, double? reference = null)
    {
        (int left, int right) = double.IsFinite(from + to) ? (Half(Math.Min(from, to)), Half(Math.Max(from, to))) : (0, 0);
        if (left == right && double.IsFinite(from + to) && Math.Abs(to - from) > Faintest * (_high - _low))
        {
            (left, right) = right < 2 * _cells ? (left, left + 1) : (left - 1, right);
        }

        char[] line = new char[_cells];
        for (int cell = 0; cell < _cells; cell++)
        {
            bool hasLeft = left <= 2 * cell && 2 * cell < right;
            bool hasRight = left <= (2 * cell) + 1 && (2 * cell) + 1 < right;
            line[cell] = hasLeft ? hasRight ? '▄' : '▖' : hasRight ? '▗' : ' ';
        }

        if (_low < 0)
        {
            Mark(line, 0, Zero, coversBars: false);
        }

        if (reference is { } compared && compared >= _low && compared <= _high)
        {
            Mark(line, compared, Compared, coversBars: true);
        }

        return new string(line);
    }

    /// <summary>Whether a cell of a bar's line belongs to no bar.</summary>
    public static bool IsMark(char cell) => cell is Zero or Compared;

    private void Mark(char[] line, double value, char mark, bool coversBars)
    {
        int cell = Math.Min(_cells - 1, Half(value) / 2);
        line[cell] = coversBars || line[cell] == ' ' ? mark : line[cell];
    }

    private int Half(double value) => double.IsFinite(value) && _high > _low
        ? (int)Math.Round(Math.Clamp((value - _low) / (_high - _low), 0, 1) * 2 * _cells)
        : 0;
}
