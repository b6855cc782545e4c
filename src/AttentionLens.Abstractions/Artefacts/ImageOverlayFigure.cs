using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An image, and beside it the same image once for each set of scores, each patch under the colour of its score.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Image">The image as the model got it.</param>
/// <param name="Patches">How it is cut into patches, from its upper left corner; what lies beyond the last whole patch has no score.</param>
/// <param name="Panels">The scores, each one for each patch, row by row.</param>
public sealed record ImageOverlayFigure(
    ArtefactId Id, string Title, ColorImage Image, PatchGrid Patches, ImmutableArray<NamedScores> Panels) : Artefact(Id, Title)
{
    /// <summary>The patches around which a line is drawn, for instance those that are known to decide.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<MatrixCell> Outlines { get; init; } = [];
}
