using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Checks severities that the user configured.</summary>
internal static class SeverityMap
{
    /// <summary>Throws where a severity is given for a rule that neither the analyzers, the engine nor the host has.</summary>
    public static void Check(ReportSettings settings, ImmutableArray<AnalyzerRun> analyzers)
    {
        HashSet<string> known = new(
            analyzers.SelectMany(analyzer => analyzer.Rules).Concat(EngineFindings.All).Concat(settings.HostRules).Select(rule => rule.Id),
            StringComparer.Ordinal);
        foreach ((string id, Severity severity) in settings.Severities.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!known.Contains(id))
            {
                throw new LensInputException(
                    $"A severity is configured for rule '{id}', which no selected analyzer has; "
                    + $"nearest: {string.Join(", ", Nearest.To(id, known, 3))}.");
            }

            if (!Enum.IsDefined(severity))
            {
                throw new LensInputException(
                    $"Rule '{id}' is configured with severity {(int)severity}; expected Hidden, Note, Warning or Error.");
            }
        }
    }
}
