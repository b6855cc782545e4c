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
    private const int MostPixels = 1 << 24;

    /// <summary>The patches around which a line is drawn, for instance those that are known to decide.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<MatrixCell> Outlines { get; init; } = [];

    /// <inheritdoc/>
    public override string? FindProblem()
    {
        if (Image is null || Patches is null)
        {
            return "has no image or no patches; give both";
        }

        if ((long)Image.Width * Image.Height > MostPixels)
        {
            return ArtefactFit.Invariant($"has an image of {Image.Width} by {Image.Height} pixels; expected up to {MostPixels} in all; make it smaller");
        }

        bool fits = Patches is { Rows: >= 0, Columns: >= 0, Side: > 0 }
            && (long)Patches.Rows * Patches.Side <= Image.Height && (long)Patches.Columns * Patches.Side <= Image.Width;
        return !fits
            ? ArtefactFit.Invariant($"has {Patches.Rows} by {Patches.Columns} patches of {Patches.Side} pixels; expected ones that lie within {Image.Height} by {Image.Width}")
            : NamedScores.FindProblem(Panels, Patches.Rows * Patches.Columns, "one for each patch") ?? ArtefactFit.Outlines(Outlines, Patches.Rows, Patches.Columns);
    }
}
