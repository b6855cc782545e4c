using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Says what does not fit together in a figure with several sets of scores.</summary>
internal static class ComparisonCheck
{
    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(ImageOverlayFigure figure)
    {
        if (figure.Image is null || figure.Patches is not { Rows: >= 0, Columns: >= 0, Side: > 0 } patches)
        {
            return "the image is missing, or its patches have no side or a negative number of rows or columns";
        }

        return (long)patches.Rows * patches.Side > figure.Image.Height || (long)patches.Columns * patches.Side > figure.Image.Width
            ? FormattableString.Invariant(
                $"{patches.Rows} by {patches.Columns} patches of {patches.Side} pixels, on an image {figure.Image.Height} pixels high and {figure.Image.Width} wide")
            : Sets(figure.Panels, patches.Rows * patches.Columns, "patch") ?? ArtefactCheck.Outlines(figure.Outlines, patches.Rows, patches.Columns);
    }

    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(TokenComparisonFigure figure) =>
        figure.Tokens.IsDefault || figure.Tokens.Any(token => token is null)
            ? "the tokens are missing"
            : Sets(figure.Rows, figure.Tokens.Length, "token");

    private static string? Sets(ImmutableArray<NamedScores> sets, int expected, string counted)
    {
        if (sets.IsDefault)
        {
            return "the scores are missing";
        }

        foreach (NamedScores scores in sets)
        {
            if (scores?.Name is null || scores.Values.IsDefault || scores.Notes.IsDefault || scores.Notes.Any(note => note is null))
            {
                return "a set of scores has no name, no values or no notes";
            }

            if (scores.Values.Length != expected)
            {
                return FormattableString.Invariant($"{scores.Values.Length} scores named '{scores.Name}', expected one for each {counted}, {expected}");
            }

            if (ArtefactCheck.Scale(scores.Scale) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
