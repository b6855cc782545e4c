using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Several sets of scores of one text: a column for each token, a row for each set.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Tokens">The tokens, in reading order.</param>
/// <param name="Rows">The scores, each one for each token.</param>
public sealed record TokenComparisonFigure(
    ArtefactId Id, string Title, ImmutableArray<string> Tokens, ImmutableArray<NamedScores> Rows) : Artefact(Id, Title)
{
    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Tokens(Tokens) ?? NamedScores.FindProblem(Rows, Tokens.Length, "one for each token");
}
