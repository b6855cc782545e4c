using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws many heads: those of one layer, or one of each layer, as panels with labels, those of many layers as a grid of thumbnails.</summary>
internal static class HeadGridDrawing
{
    public static void Draw(HeadGridFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Panels.IsEmpty || figure.Rows.Labels.IsEmpty || figure.Columns.Labels.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No heads, rows or columns to show.", destination);
            return;
        }

        ImmutableArray<HeadPanel> panels = [.. figure.Panels.OrderBy(panel => panel.Layer).ThenBy(panel => panel.Head)];
        if (panels[0].Layer == panels[^1].Layer || panels.Zip(panels.Skip(1)).All(pair => pair.First.Layer < pair.Second.Layer))
        {
            HeadPanelsDrawing.Draw(figure, panels, theme, destination);
        }
        else
        {
            HeadThumbnailsDrawing.Draw(figure, panels, theme, destination);
        }
    }

    /// <summary>Whether any number of any head is missing.</summary>
    public static bool HasMissing(ImmutableArray<HeadPanel> panels) => panels.Any(panel => panel.Values.Any(float.IsNaN));

    /// <summary>What a panel shows, in a few words.</summary>
    public static string NameOf(HeadPanel panel) => panel.Name.Length == 0 ? $"layer {panel.Layer} head {panel.Head}" : $"layer {panel.Layer}, {VisibleText.Of(panel.Name)}";

    /// <summary>Draws one head as a picture that tells its name and largest number when the pointer rests on it.</summary>
    public static void DrawPicture(SvgCanvas canvas, HeadGridFigure figure, HeadPanel panel, ColorRamp ramp, double x, double y, CellSize cell, int mostPixels)
    {
        (int rows, int columns) = (figure.Rows.Labels.Length, figure.Columns.Labels.Length);
        int block = MatrixImage.BlockSize(rows, columns, mostPixels);
        byte[] png = MatrixImage.Create(panel.Values.AsSpan(), rows, columns, block, MatrixImage.Enlargement(Math.Min(cell.Width, cell.Height)), ramp, canvas.Ground);
        canvas.OpenImage(png, x, y, columns * cell.Width, rows * cell.Height).Hover(Summary(figure, panel)).Close();
        canvas.Frame(x, y, columns * cell.Width, rows * cell.Height);
    }

    private static string Summary(HeadGridFigure figure, HeadPanel panel)
    {
        int strongest = -1;
        for (int index = 0; index < panel.Values.Length; index++)
        {
            bool isStronger = strongest < 0 || Math.Abs(panel.Values[index]) > Math.Abs(panel.Values[strongest]);
            strongest = !float.IsNaN(panel.Values[index]) && isStronger ? index : strongest;
        }

        string name = NameOf(panel);
        if (strongest < 0)
        {
            return $"{name}: all {NumberText.Missing}";
        }

        (int row, int column) = Math.DivRem(strongest, figure.Columns.Labels.Length);
        return $"{name}: strongest {Reading.Isolated(VisibleText.Label(figure.Rows.Labels[row]))} → "
            + $"{Reading.Isolated(VisibleText.Label(figure.Columns.Labels[column]))}, {NumberText.Short(panel.Values[strongest])}";
    }
}
