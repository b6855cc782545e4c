using System.Collections.Immutable;
using System.IO.Enumeration;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Turns names, patterns and settings into the analyzers of a run.</summary>
internal static class AnalyzerChoice
{
    public static ImmutableArray<AnalyzerSelection> Of(LensHost host, AnalysisSelection selection)
    {
        string[] names = [.. host.Analyzers.Select(part => part.Prototype.Name)];
        HashSet<string> asked = [.. host.Analyzers.Where(part => IsOnDemand(part.Prototype)).Select(part => part.Prototype.Name)];
        HashSet<string> chosen = new(StringComparer.Ordinal);
        foreach (string pattern in selection.Analyzers)
        {
            string[] matches = [.. names.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))];
            if (matches.Length == 0)
            {
                throw new LensInputException(names.Length == 0
                    ? "No analyzer is loaded; add a plugin folder that has some."
                    : $"No analyzer matches '{pattern}'; nearest: {string.Join(", ", Nearest.To(pattern, names, 3))}.");
            }

            chosen.UnionWith(pattern == "*" ? matches.Except(asked) : matches);
        }

        Dictionary<string, List<KeyValuePair<string, string>>> settings = new(StringComparer.Ordinal);
        foreach ((string key, string value) in selection.Options)
        {
            // Analyzer names have dots, option names have none.
            int dot = key.LastIndexOf('.');
            string analyzer = dot < 0 ? string.Empty : key[..dot];
            if (!chosen.Contains(analyzer))
            {
                throw new LensInputException(
                    $"Setting '{key}' is for no analyzer of this run; expected ANALYZER.OPTION, nearest: {string.Join(", ", Nearest.To(analyzer, chosen, 3))}.");
            }

            if (!settings.TryGetValue(analyzer, out List<KeyValuePair<string, string>>? given))
            {
                settings.Add(analyzer, given = []);
            }

            given.Add(new KeyValuePair<string, string>(key[(dot + 1)..], value));
        }

        return
        [
            .. host.Analyzers.Where(part => chosen.Contains(part.Prototype.Name)).Select(part => new AnalyzerSelection(part.Create(), part.Plugin.Name)
            {
                Options = settings.TryGetValue(part.Prototype.Name, out List<KeyValuePair<string, string>>? given) ? [.. given] : [],
            }),
        ];
    }

    private static bool IsOnDemand(LensAnalyzer analyzer) =>
        !analyzer.SupportedFindings.IsEmpty && analyzer.SupportedFindings.All(rule => !rule.EnabledByDefault);
}
