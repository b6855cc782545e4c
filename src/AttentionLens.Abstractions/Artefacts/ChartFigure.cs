using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Charts side by side: bars, curves, points or steps.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Panels">The charts.</param>
public sealed record ChartFigure(ArtefactId Id, string Title, ImmutableArray<ChartPanel> Panels) : Artefact(Id, Title)
{
    private const int MostPanels = 16;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.List(Panels, "charts", MostPanels, "; publish several figures")
        ?? ArtefactFit.First(Panels, panel => panel.Title is null ? "has a chart without a title; give a text" : panel.FindProblem());
}
