using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AttentionLens.Rendering;

/// <summary>A figure within a figure as SVG, without a heading of its own.</summary>
internal sealed record DrawnFrame(int Index, string Label, string Markup, double Width, double Height)
{
    /// <summary>The height of the label above it.</summary>
    public const double LabelHeight = 20;

    private const double LabelSize = 12;
    private static readonly ConditionalWeakTable<SequenceFigure, object> Light = [];
    private static readonly ConditionalWeakTable<SequenceFigure, object> Dark = [];

    /// <summary>Draws some frames of a sequence. The ids in each begin with the sequence's and a number of its own, so that all can stand in one document.</summary>
    public static ImmutableArray<DrawnFrame> Of(SequenceFigure figure, IEnumerable<int> frames, RenderTheme theme) =>
        [.. frames.Select(index => Of(figure, index, theme))];

    /// <summary>All frames of a sequence that is drawn frame by frame: every frame is as large as the largest, so each needs all.</summary>
    public static ImmutableArray<DrawnFrame> Kept(SequenceFigure figure, RenderTheme theme)
    {
        ConditionalWeakTable<SequenceFigure, object> kept = theme == RenderTheme.Dark ? Dark : Light;
        return (ImmutableArray<DrawnFrame>)kept.GetValue(figure, sequence => Of(sequence, Enumerable.Range(0, sequence.Frames.Length), theme));
    }

    /// <summary>Draws a figure under an id that is the only one in its document.</summary>
    public static DrawnFrame Of(int index, string label, Artefact figure, ArtefactId id, RenderTheme theme)
    {
        Artefact renamed = figure with { Id = id };
        using MemoryStream drawing = new();
        FigureViews.Of(renamed).Draw(renamed, theme, drawing);
        string markup = SvgInliner.Inline(drawing.ToArray());
        (double width, double height) = SvgRoot.SizeOf(markup);
        return new DrawnFrame(index, VisibleText.Label(label), markup, width, height);
    }

    /// <summary>Draws the label and below it the figure in a frame.</summary>
    /// <param name="canvas">The drawing that holds both.</param>
    /// <param name="x">Their left edge.</param>
    /// <param name="y">The label's upper edge.</param>
    /// <param name="width">The width that the label has.</param>
    /// <param name="scale">The figure's size as a share of its own.</param>
    public void Draw(SvgCanvas canvas, double x, double y, double width, double scale)
    {
        canvas.Write(new Label(x, y + LabelSize, Elision.Sans(Label, width / LabelSize / TextWidth.Strong), LabelSize) { IsStrong = true, Full = Label });
        canvas.Open("g").Set("transform", $"translate({NumberText.Coordinate(x)} {NumberText.Coordinate(y + LabelHeight)}) scale({NumberText.Fixed(scale, 4)})")
            .Markup(Markup).Close();
        canvas.Frame(x, y + LabelHeight, Width * scale, Height * scale);
    }

    private static DrawnFrame Of(SequenceFigure figure, int index, RenderTheme theme) => Of(
        index,
        figure.Frames[index].Label,
        figure.Frames[index].Figure,
        new ArtefactId(string.Create(CultureInfo.InvariantCulture, $"{figure.Id}/frame-{index}")),
        theme);
}
