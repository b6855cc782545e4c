using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A text with a number behind each token.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Tokens">The tokens, in reading order.</param>
/// <param name="Scores">One number for each token.</param>
/// <param name="Scale">The colour scale.</param>
public sealed record TokenStripFigure(
    ArtefactId Id, string Title, ImmutableArray<string> Tokens, ImmutableArray<float> Scores, ColorScale Scale) : Artefact(Id, Title)
{
    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Scale(Scale) ?? ArtefactFit.Tokens(Tokens) ?? ArtefactFit.Filled(Scores, Tokens.Length, "scores", "one for each token");
}
