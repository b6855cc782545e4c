using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One set of scores among several that stand side by side, with a colour scale of its own.</summary>
/// <param name="Name">What they are called, for instance by the method that gave them.</param>
/// <param name="Values">The scores, one for each token or patch; a number that is not one is drawn as missing.</param>
/// <param name="Scale">Their colour scale.</param>
public sealed record NamedScores(string Name, ImmutableArray<float> Values, ColorScale Scale)
{
    private const int MostSets = 64;
    private const int MostNotes = 32;

    /// <summary>What is worth knowing about them, one line each.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<string> Notes { get; init; } = [];

    internal static string? FindProblem(ImmutableArray<NamedScores> sets, int expected, string rule) =>
        ArtefactFit.List(sets, "sets of scores", MostSets, "; publish several figures") ?? ArtefactFit.First(sets, scores => scores.FindProblem(expected, rule));

    private string? FindProblem(int expected, string rule) =>
        Name is null ? "has a set of scores without a name; give a text"
        : ArtefactFit.Scale(Scale)
            ?? ArtefactFit.Filled(Values, expected, $"scores named '{ArtefactFit.Name(Name)}'", rule)
            ?? ArtefactFit.List(Notes, $"notes on '{ArtefactFit.Name(Name)}'", MostNotes);
}
