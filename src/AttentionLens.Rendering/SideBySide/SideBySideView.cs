using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Shows figures side by side.</summary>
internal sealed class SideBySideView : FigureView
{
    /// <inheritdoc/>
    public override Type Figure => typeof(SideBySideFigure);

    /// <inheritdoc/>
    public override bool Shows(Artefact artefact) => artefact is SideBySideFigure figure
        && (figure.Parts.IsDefault || figure.Parts.All(part => part?.Figure is null or SequenceFigure or SideBySideFigure || FigureViews.Find(part.Figure) is not null));

    /// <inheritdoc/>
    public override string Shape(Artefact artefact)
    {
        SideBySideFigure figure = (SideBySideFigure)artefact;
        IEnumerable<string> parts = Scaled(figure).Select(part => $"{Name(part)}: {FigureText.Shape(part.Figure)}");
        return $"{NumberText.Count(figure.Parts.Length, "figure", "figures")} side by side. {string.Join(' ', parts)}";
    }

    /// <inheritdoc/>
    public override void Draw(Artefact artefact, RenderTheme theme, Stream destination)
    {
        SideBySideFigure figure = (SideBySideFigure)artefact;
        SideBySideDrawing.Draw(figure, Scaled(figure), theme, destination);
    }

    /// <inheritdoc/>
    public override void Append(MarkdownPage page, Artefact artefact)
    {
        foreach (NamedFigure part in Scaled((SideBySideFigure)artefact))
        {
            page.Heading(4, Name(part));
            FigureViews.Of(part.Figure).Append(page, part.Figure);
        }
    }

    private static ImmutableArray<NamedFigure> Scaled(SideBySideFigure figure) =>
        [.. figure.Parts.Zip(SharedScales.Over([.. figure.Parts.Select(part => part.Figure)]), (part, scaled) => part with { Figure = scaled })];

    private static string Name(NamedFigure part) => Reading.Isolated(VisibleText.Label(part.Name));
}
