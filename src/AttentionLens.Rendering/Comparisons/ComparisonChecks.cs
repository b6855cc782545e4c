using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Refuses figures with several sets of scores whose data do not fit together.</summary>
internal static class ComparisonChecks
{
    private const int MostSets = 64;
    private const int MostPixels = 1 << 24;
    private const int MostNotes = 32;

    public static void Overlay(ImageOverlayFigure figure)
    {
        if ((long)figure.Image.Width * figure.Image.Height > MostPixels)
        {
            throw FigureChecks.Refused(figure, $"has an image of {figure.Image.Width} by {figure.Image.Height} pixels; expected up to {MostPixels} in all; make it smaller");
        }

        PatchGrid patches = figure.Patches;
        bool fits = patches is { Rows: >= 0, Columns: >= 0, Side: > 0 }
            && (long)patches.Rows * patches.Side <= figure.Image.Height && (long)patches.Columns * patches.Side <= figure.Image.Width;
        if (!fits)
        {
            throw FigureChecks.Refused(
                figure, $"has {patches.Rows} by {patches.Columns} patches of {patches.Side} pixels; expected ones that lie within {figure.Image.Height} by {figure.Image.Width}");
        }

        Sets(figure, figure.Panels, patches.Rows * patches.Columns, "one for each patch");
        FigureChecks.Outlines(figure, figure.Outlines, patches.Rows, patches.Columns);
    }

    public static void Tokens(TokenComparisonFigure figure)
    {
        if (figure.Tokens.IsDefault || figure.Tokens.Length > FigureChecks.MostTokens)
        {
            throw FigureChecks.Refused(
                figure, $"has {(figure.Tokens.IsDefault ? "no list of" : figure.Tokens.Length)} tokens; expected up to {FigureChecks.MostTokens}; cut the text");
        }

        Sets(figure, figure.Rows, figure.Tokens.Length, "one for each token");
    }

    private static void Sets(Artefact figure, ImmutableArray<NamedScores> sets, int expected, string rule)
    {
        if (sets.IsDefault || sets.Length > MostSets)
        {
            throw FigureChecks.Refused(figure, $"has {(sets.IsDefault ? "no list of" : sets.Length)} sets of scores; expected up to {MostSets}; publish several figures");
        }

        foreach (NamedScores scores in sets)
        {
            FigureChecks.Scale(figure, scores.Scale);
            FigureChecks.Filled(figure, scores.Values, expected, $"scores named '{VisibleText.Short(scores.Name)}'", rule);
            if (scores.Notes.IsDefault || scores.Notes.Length > MostNotes)
            {
                throw FigureChecks.Refused(figure, $"has {(scores.Notes.IsDefault ? "no list of" : scores.Notes.Length)} notes on '{VisibleText.Short(scores.Name)}'; expected up to {MostNotes}");
            }
        }
    }
}
