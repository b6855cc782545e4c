using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws outlines around cells of a matrix: a line in a colour that neither colour scale has, on a wider one in the colour of the
/// paper, so that it shows on light and dark cells alike.</summary>
internal static class CellOutlines
{
    private const string Color = "#d81b60";
    private const double Width = 2;
    private const double HaloWidth = 4;

    /// <summary>Draws the outlines.</summary>
    /// <param name="canvas">The figure.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="size">The size of a cell.</param>
    /// <param name="left">The matrix's left edge.</param>
    /// <param name="top">The matrix's upper edge.</param>
    public static void Draw(SvgCanvas canvas, ImmutableArray<MatrixCell> cells, CellSize size, double left, double top)
    {
        if (cells.IsEmpty)
        {
            return;
        }

        // Thin cells keep something of their colour inside the line.
        double thin = Math.Min(1, Math.Min(size.Width, size.Height) / 12);
        StringBuilder path = new();
        double inset = HaloWidth * thin / 2;
        foreach (MatrixCell cell in cells.Distinct().OrderBy(cell => cell.Row).ThenBy(cell => cell.Column))
        {
            (double x, double y) = (left + (cell.Column * size.Width) + inset, top + (cell.Row * size.Height) + inset);
            (double width, double height) = (size.Width - (2 * inset), size.Height - (2 * inset));
            path.Append('M').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y))
                .Append('h').Append(NumberText.Coordinate(width)).Append('v').Append(NumberText.Coordinate(height))
                .Append('h').Append(NumberText.Coordinate(-width)).Append('z');
        }

        // The pointer should meet the cell below, which holds its number.
        canvas.Open("g").Set("fill", "none").Set("pointer-events", "none");
        canvas.Open("path").Set("d", path.ToString()).Set("stroke", canvas.Ground.Paper).Set("stroke-width", HaloWidth * thin).Close();
        canvas.Open("path").Set("d", path.ToString()).Set("stroke", Color).Set("stroke-width", Width * thin).Close();
        canvas.Close();
    }
}
