using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Charts side by side: bars, curves, or both.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Panels">The charts.</param>
public sealed record ChartFigure(ArtefactId Id, string Title, ImmutableArray<ChartPanel> Panels) : Artefact(Id, Title);
