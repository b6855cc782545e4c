namespace AttentionLens.Rendering;

/// <summary>One chart of a figure, measured before it is drawn.</summary>
internal abstract class PanelDrawing
{
    /// <summary>The size of a chart's title.</summary>
    protected const double TitleSize = 12;

    /// <summary>The room for a chart's title.</summary>
    protected const double TitleHeight = 24;

    /// <summary>The width of the whole.</summary>
    public abstract double Width { get; }

    /// <summary>The height of the whole.</summary>
    public abstract double Height { get; }

    /// <summary>Draws the chart with its upper left corner at a point.</summary>
    public abstract void Draw(SvgCanvas canvas, double x, double y);

    protected void DrawTitle(SvgCanvas canvas, string title, double x, double y)
    {
        string full = VisibleText.Of(title);
        canvas.Write(new Label(x, y + TitleSize, Elision.Sans(full, Width / TitleSize / TextWidth.Strong), TitleSize) { IsStrong = true, Full = full });
    }
}
