namespace AttentionLens.Rendering;

/// <summary>Writes artefacts as Markdown: tables whole, figures as a picture's name and their strongest numbers.</summary>
internal sealed class MarkdownRenderer : ArtefactRenderer
{
    private const int HeadingLevel = 3;

    /// <inheritdoc/>
    public override string Format => "md";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => FigureViews.Find(artefact) is not null;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination)
    {
        FigureView view = FigureViews.Of(artefact);
        MarkdownPage page = new();
        page.Heading(HeadingLevel, VisibleText.Of(artefact.Title));
        page.Paragraph(VisibleText.Prose(artefact.Caption));
        if (artefact is not DataTable)
        {
            page.Block($"![{MarkdownText.Inline(view.Shape(artefact))}]({MarkdownText.FigurePath(artefact.Id, options)})");
        }

        view.Append(page, artefact);
        page.WriteTo(destination);
    }
}
