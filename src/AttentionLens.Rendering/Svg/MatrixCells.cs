using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws the cells of a matrix as shapes that tell their numbers when the pointer rests on them.</summary>
internal sealed class MatrixCells(SvgCanvas canvas, ColorRamp ramp)
{
    private const double TextSize = 11;
    private const double SmallSize = 9;
    private const double TextMargin = 3;

    /// <summary>The size of a cell.</summary>
    public required double Width { get; init; }

    /// <summary>The size of a cell.</summary>
    public required double Height { get; init; }

    /// <summary>Whether each number is written into its cell.</summary>
    public bool ShowsNumbers { get; init; }

    /// <summary>What stands in each cell; empty for nothing.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Whether there is room for the texts, or they are told on hover alone.</summary>
    public bool ShowsTexts { get; init; }

    /// <summary>Draws a matrix with its upper left corner at a point.</summary>
    public void Draw(double x, double y, ImmutableArray<float> values, ImmutableArray<string> rows, ImmutableArray<string> columns)
    {
        canvas.Open("g").Set("shape-rendering", "crispEdges");
        for (int index = 0; index < values.Length; index++)
        {
            (int row, int column) = Math.DivRem(index, columns.Length);
            canvas.Open("path").Set("d", Outline(x + (column * Width), y + (row * Height)));
            int level = ramp.Level(values[index]);
            canvas.Set("fill", level == ColorRamp.MissingLevel ? MissingPattern.Fill(canvas) : ramp.ColorAt(level).Hex);
            string text = Texts.IsEmpty ? string.Empty : $"{Reading.Isolated(Texts[index])}, ";
            canvas.Hover($"{Reading.Isolated(rows[row])} → {Reading.Isolated(columns[column])}: {text}{NumberText.Short(values[index])}").Close();
        }

        canvas.Close();
        if (ShowsNumbers)
        {
            DrawNumbers(x, y, values, columns.Length);
        }
    }

    private void DrawNumbers(double x, double y, ImmutableArray<float> values, int columns)
    {
        // The pointer should meet the cell below the number, which holds the whole answer.
        canvas.Open("g").Set("pointer-events", "none");
        for (int index = 0; index < values.Length; index++)
        {
            int level = ramp.Level(values[index]);
            if (level == ColorRamp.MissingLevel)
            {
                continue;
            }

            (int row, int column) = Math.DivRem(index, columns);
            double middle = x + ((column + 0.5) * Width);
            double top = y + (row * Height);
            string ink = Ground.InkOn(ramp.ColorAt(level));
            if (ShowsTexts)
            {
                canvas.Write(InCell(middle, top + (0.44 * Height), Elision.Mono(Texts[index], (Width - (2 * TextMargin)) / TextSize), TextSize, ink));
                canvas.Write(InCell(middle, top + (0.83 * Height), NumberText.Cell(values[index], ramp.Scale), SmallSize, ink));
            }
            else
            {
                canvas.Write(InCell(middle, top + (0.5 * Height) + (0.35 * TextSize), NumberText.Cell(values[index], ramp.Scale), TextSize, ink));
            }
        }

        canvas.Close();
    }

    private static Label InCell(double x, double y, string text, double size, string ink) =>
        new(x, y, text, size) { Anchor = Anchor.Middle, IsMono = true, Fill = ink };

    private string Outline(double x, double y) =>
        $"M{NumberText.Coordinate(x)} {NumberText.Coordinate(y)}h{NumberText.Coordinate(Width)}v{NumberText.Coordinate(Height)}h{NumberText.Coordinate(-Width)}z";
}
