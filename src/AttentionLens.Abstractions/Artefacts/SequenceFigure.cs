using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Figures of one type that are shown one after the other: layers from first to last, or the steps of writing. It moves where the
/// format can move, and lies side by side on one sheet where it cannot. Frames are compared by eye: give all the same colour scale.</summary>
/// <param name="Id">Its name within the report, at most 130 characters long: a frame's number stands behind it.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Frames">The frames in their order, at most 256, none of them a sequence.</param>
public sealed record SequenceFigure(ArtefactId Id, string Title, ImmutableArray<SequenceFrame> Frames) : Artefact(Id, Title)
{
    private const int MostFrames = 256;
    private const int LongestId = 130;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        Id.Value.Length > LongestId
            ? ArtefactFit.Invariant($"has an id of {Id.Value.Length} characters; expected up to {LongestId}, so that each frame can have a name behind it")
            : ArtefactFit.List(Frames, "frames", MostFrames, "; leave some out, evenly") ?? FindFrameProblem();

    private string? FindFrameProblem()
    {
        int frame = -1;
        return ArtefactFit.First(Frames, item =>
        {
            frame++;
            string? problem = item.Label is null || item.Figure?.Title is null || item.Figure.Caption is null
                ? "has no label, figure, title or caption; give each"
                : item.Figure is SequenceFigure ? "is a sequence itself; expected figures"
                : item.Figure.GetType() != Frames[0].Figure.GetType() ? $"is a {item.Figure.GetType().Name}; expected a {Frames[0].Figure.GetType().Name} as the first"
                : item.Figure.FindProblem();
            return problem is null ? null : ArtefactFit.Invariant($"has a frame {frame} that {problem}");
        });
    }
}
