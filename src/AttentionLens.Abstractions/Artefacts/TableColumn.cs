namespace AttentionLens;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Unit">The unit of its numbers, or null.</param>
/// <param name="Decimals">How many decimals its numbers are shown with.</param>
public sealed record TableColumn(string Name, string? Unit = null, int Decimals = 3)
{
    /// <summary>The most decimals that a number is shown with; more say nothing of a double.</summary>
    public const int MostDecimals = 15;

    internal string? FindProblem() =>
        Name is null ? "has a column without a name; give a text"
        : Decimals is < 0 or > MostDecimals
            ? ArtefactFit.Invariant($"shows column '{ArtefactFit.Name(Name)}' with {Decimals} decimals; expected 0 to {MostDecimals}")
            : null;
}
