using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws a line around a region of patches, not around each of them.</summary>
internal static class PatchOutline
{
    private const string Color = "#d81b60";
    private const double Width = 2;
    private const double HaloWidth = 4;

    /// <summary>Draws the line.</summary>
    /// <param name="canvas">The figure.</param>
    /// <param name="patches">The patches of the region.</param>
    /// <param name="side">The side of a patch.</param>
    /// <param name="left">The grid's left edge.</param>
    /// <param name="top">The grid's upper edge.</param>
    public static void Draw(SvgCanvas canvas, ImmutableArray<MatrixCell> patches, double side, double left, double top)
    {
        if (patches.IsEmpty)
        {
            return;
        }

        HashSet<MatrixCell> region = [.. patches];
        StringBuilder path = new();
        foreach (MatrixCell patch in region.OrderBy(patch => patch.Row).ThenBy(patch => patch.Column))
        {
            (double x, double y) = (left + (patch.Column * side), top + (patch.Row * side));
            Edge(region.Contains(patch with { Row = patch.Row - 1 }), x, y, $"h{NumberText.Coordinate(side)}");
            Edge(region.Contains(patch with { Row = patch.Row + 1 }), x, y + side, $"h{NumberText.Coordinate(side)}");
            Edge(region.Contains(patch with { Column = patch.Column - 1 }), x, y, $"v{NumberText.Coordinate(side)}");
            Edge(region.Contains(patch with { Column = patch.Column + 1 }), x + side, y, $"v{NumberText.Coordinate(side)}");
        }

        // The pointer should meet the patch below, which tells its score.
        canvas.Open("g").Set("fill", "none").Set("pointer-events", "none").Set("stroke-linecap", "square");
        canvas.Open("path").Set("d", path.ToString()).Set("stroke", canvas.Ground.Paper).Set("stroke-width", HaloWidth).Close();
        canvas.Open("path").Set("d", path.ToString()).Set("stroke", Color).Set("stroke-width", Width).Close();
        canvas.Close();

        void Edge(bool isInside, double x, double y, string line)
        {
            if (!isInside)
            {
                path.Append('M').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y)).Append(line);
            }
        }
    }
}
