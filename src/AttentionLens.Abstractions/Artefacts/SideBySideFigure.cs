using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Figures that are compared by eye: of two models, inputs or methods. They are drawn at one size of letters, and what is of one type, kind
/// of scale and unit on one colour scale, which holds the numbers of all; axes of charts stay their own.</summary>
/// <param name="Id">Its name within the report, at most 143 characters long: a part's number stands behind it.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Parts">The figures, 2 to 8, none of them a sequence or figures side by side.</param>
public sealed record SideBySideFigure(ArtefactId Id, string Title, ImmutableArray<NamedFigure> Parts) : Artefact(Id, Title)
{
    private const int FewestParts = 2;
    private const int MostParts = 8;
    private const int LongestId = 143;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        Id.Value.Length > LongestId
            ? ArtefactFit.Invariant($"has an id of {Id.Value.Length} characters; expected up to {LongestId}, so that each part can have a name behind it")
            : ArtefactFit.List(Parts, "parts", MostParts, "; publish several figures")
                ?? (Parts.Length < FewestParts ? ArtefactFit.Invariant($"has {Parts.Length} parts; expected at least {FewestParts}") : FindPartProblem());

    private string? FindPartProblem()
    {
        int part = -1;
        return ArtefactFit.First(Parts, item =>
        {
            part++;
            string? problem = item.Name is null || item.Figure?.Title is null || item.Figure.Caption is null
                ? "has no name, figure, title or caption; give each"
                : item.Figure is SequenceFigure or SideBySideFigure ? $"is a {item.Figure.GetType().Name}; expected figures of other types"
                : item.Figure.FindProblem();
            return problem is null ? null : ArtefactFit.Invariant($"has a part {part} that {problem}");
        });
    }
}
