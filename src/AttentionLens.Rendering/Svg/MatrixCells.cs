using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws the cells of a matrix as shapes that tell their numbers when the pointer rests on them.</summary>
internal sealed class MatrixCells(SvgCanvas canvas, ColorRamp ramp)
{
    private const double TextSize = 11;

    /// <summary>The size of a cell.</summary>
    public required double Width { get; init; }

    /// <summary>The size of a cell.</summary>
    public required double Height { get; init; }

    /// <summary>Whether each number is written into its cell.</summary>
    public bool ShowsNumbers { get; init; }

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
            canvas.Hover($"{Reading.Isolated(rows[row])} → {Reading.Isolated(columns[column])}: {NumberText.Short(values[index])}").Close();
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
            canvas.Write(new Label(x + ((column + 0.5) * Width), y + ((row + 0.5) * Height) + (0.35 * TextSize), NumberText.Cell(values[index]), TextSize)
            {
                Anchor = Anchor.Middle,
                IsMono = true,
                Fill = ramp.ColorAt(level).TakesDarkText ? Ground.DarkInk : Ground.LightInk,
            });
        }

        canvas.Close();
    }

    private string Outline(double x, double y) =>
        $"M{NumberText.Coordinate(x)} {NumberText.Coordinate(y)}h{NumberText.Coordinate(Width)}v{NumberText.Coordinate(Height)}h{NumberText.Coordinate(-Width)}z";
}
