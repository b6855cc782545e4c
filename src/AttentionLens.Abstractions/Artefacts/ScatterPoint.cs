namespace AttentionLens;

/// <summary>A point of a chart of points.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="X">Its horizontal place, finite.</param>
/// <param name="Y">Its vertical place, finite.</param>
public sealed record ScatterPoint(string Label, float X, float Y)
{
    /// <summary>What does not fit together, as the rest of a sentence about the figure, or null.</summary>
    internal string? FindProblem(string chart) =>
        Label is null ? $"has a point without a label in {chart}; give a text"
        : float.IsFinite(X) && float.IsFinite(Y) ? null
        : ArtefactFit.Invariant($"has the point '{ArtefactFit.Name(Label)}' at {X:R} and {Y:R} in {chart}; expected finite numbers");
}
