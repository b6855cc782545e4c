namespace AttentionLens.Rendering;

/// <summary>Shows figures one after the other.</summary>
internal sealed class SequenceView : FigureView
{
    private const int MostListed = 24;

    /// <inheritdoc/>
    public override Type Figure => typeof(SequenceFigure);

    /// <inheritdoc/>
    public override bool Shows(Artefact artefact) => artefact is SequenceFigure figure
        && (figure.Frames.IsDefault || figure.Frames.All(frame => frame?.Figure is null or SequenceFigure || FigureViews.Find(frame.Figure) is not null));

    /// <inheritdoc/>
    public override string Shape(Artefact artefact)
    {
        SequenceFigure figure = (SequenceFigure)artefact;
        string count = NumberText.Count(figure.Frames.Length, "frame", "frames");
        return figure.Frames.IsEmpty
            ? $"A sequence of {count}."
            : $"A sequence of {count}, from {Label(figure.Frames[0])} to {Label(figure.Frames[^1])}. First: {FigureText.Shape(figure.Frames[0].Figure)}";
    }

    /// <inheritdoc/>
    public override void Draw(Artefact artefact, RenderTheme theme, Stream destination) =>
        Draw(artefact, RenderOptions.Default with { Theme = theme }, destination);

    /// <inheritdoc/>
    public override void Draw(Artefact artefact, RenderOptions options, Stream destination)
    {
        SequenceFigure figure = (SequenceFigure)artefact;
        if (options.Frame is { } frame && frame != 0 && (frame < 0 || frame >= figure.Frames.Length))
        {
            throw new LensInputException($"Frame {frame} of '{figure.Id}' was asked for; expected one of its {NumberText.Count(figure.Frames.Length)}, from 0.");
        }

        if (figure.Frames.IsEmpty)
        {
            EmptyDrawing.Draw(figure, options.Theme, "No frames to show.", destination);
        }
        else if (options.Frame is null && options.Sequences == SequenceForm.Sheet)
        {
            SheetDrawing.Draw(figure, options.Theme, destination);
        }
        else
        {
            AnimationDrawing.Draw(figure, options, destination);
        }
    }

    /// <inheritdoc/>
    public override void Append(MarkdownPage page, Artefact artefact)
    {
        SequenceFigure figure = (SequenceFigure)artefact;
        if (figure.Frames.IsEmpty)
        {
            page.Paragraph("No frames to show.");
        }

        foreach (SequenceFrame frame in figure.Frames.Take(MostListed))
        {
            page.Heading(4, Label(frame));
            FigureViews.Of(frame.Figure).Append(page, frame.Figure);
        }

        if (figure.Frames.Length > MostListed)
        {
            page.Paragraph($"… {NumberText.Count(figure.Frames.Length - MostListed, "more frame", "more frames")}");
        }
    }

    private static string Label(SequenceFrame frame) => Reading.Isolated(VisibleText.Label(frame.Label));
}
