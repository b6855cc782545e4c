using System.Collections.Immutable;
using System.IO.Enumeration;

namespace AttentionLens.Hosting;

/// <summary>Finds figures of a report by their ids.</summary>
public static class FigureChoice
{
    /// <summary>The figures whose ids match.</summary>
    /// <param name="report">The report.</param>
    /// <param name="globs">Ids, with <c>*</c> for any run of characters; none for all figures.</param>
    /// <returns>The figures, in the report's order.</returns>
    /// <exception cref="LensInputException">A pattern matches no figure.</exception>
    public static ImmutableArray<Artefact> Of(AnalysisReport report, ImmutableArray<string> globs)
    {
        string[] ids = [.. report.Artefacts.Select(artefact => artefact.Id.Value)];
        foreach (string glob in globs)
        {
            if (!ids.Any(id => Matches(glob, id)))
            {
                throw new LensInputException(ids.Length == 0
                    ? $"The report has no figures; nothing matches '{OneLine.Of(glob)}'."
                    : $"No figure of the report matches '{OneLine.Of(glob)}'; nearest: {string.Join(", ", Nearest.To(glob, ids, 3))}.");
            }
        }

        return globs.IsEmpty ? report.Artefacts : [.. report.Artefacts.Where(artefact => globs.Any(glob => Matches(glob, artefact.Id.Value)))];
    }

    private static bool Matches(string glob, string id) => FileSystemName.MatchesSimpleExpression(glob, id, ignoreCase: false);
}
