using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AttentionLens.Rendering;

/// <summary>A frame as SVG, without the heading of its figure.</summary>
internal sealed record DrawnFrame(int Index, string Label, string Markup, double Width, double Height)
{
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

    private static DrawnFrame Of(SequenceFigure figure, int index, RenderTheme theme)
    {
        SequenceFrame frame = figure.Frames[index];
        Artefact renamed = frame.Figure with { Id = new ArtefactId(string.Create(CultureInfo.InvariantCulture, $"{figure.Id}/frame-{index}")) };
        using MemoryStream drawing = new();
        FigureViews.Of(renamed).Draw(renamed, theme, drawing);
        string markup = SvgInliner.Inline(drawing.ToArray());
        (double width, double height) = SvgRoot.SizeOf(markup);
        return new DrawnFrame(index, VisibleText.Label(frame.Label), markup, width, height);
    }
}
