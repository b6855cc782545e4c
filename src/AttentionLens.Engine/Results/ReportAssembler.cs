using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Puts the report together: one order for everything, whatever the order in which it came.</summary>
internal static class ReportAssembler
{
    public static AnalysisReport Assemble(CollectedResults results)
    {
        ReportSettings settings = results.Scope.Settings;
        ImmutableArray<AnalyzerResults> given = [.. results.Analyzers.Select(Merged)];
        ImmutableArray<Artefact> artefacts = [.. given.SelectMany(part => part.Artefacts).Order(ArtefactOrder.Instance)];
        HashSet<ArtefactId> published = [.. artefacts.Select(artefact => artefact.Id)];
        Finding[] answered = [.. results.Analyzers.SelectMany((analyzer, index) => Findings(analyzer, given[index], published)).Select(finding => results.Proposals?.Answered(finding) ?? finding)];
        IEnumerable<Finding> findings = answered
            .Concat(results.Proposals?.Failures ?? [])
            .Concat(settings.HostFindings)
            .Select(finding => settings.Severities.TryGetValue(finding.Descriptor.Id, out Severity severity)
                ? finding with { Severity = severity }
                : finding);
        return new AnalysisReport
        {
            ToolVersion = settings.ToolVersion,
            Model = results.Model,
            Examples = results.Examples,
            ExampleCount = results.ExampleCount,
            Analyzers = [.. results.Analyzers.Select(Record)],
            Findings = [.. findings.Order(FindingOrder.Instance)],
            Artefacts = artefacts,
            Plugins =
            [
                .. settings.Plugins.OrderBy(plugin => plugin.Name, StringComparer.Ordinal)
                    .ThenBy(plugin => plugin.Version, StringComparer.Ordinal),
            ],
        };
    }

    private static AnalyzerRecord Record(AnalyzerRun analyzer) => new(analyzer.Name, analyzer.Plugin, analyzer.Rules)
    {
        Sites = analyzer.ExamplesSeen > 0 ? analyzer.Sites.Count : 0,
        Examples = analyzer.ExamplesSeen,
        IsPartial = analyzer.IsPartial,
        Swept = analyzer.Swept,
    };

    // The limits hold for an analyzer's phases together.
    private static AnalyzerResults Merged(AnalyzerRun analyzer)
    {
        AnalyzerResults merged = new(analyzer.Settings);
        merged.Merge(analyzer.Setup);
        merged.Merge(analyzer.Main);
        return merged;
    }

    private static IEnumerable<Finding> Findings(AnalyzerRun analyzer, AnalyzerResults merged, HashSet<ArtefactId> published)
    {
        foreach ((string rule, FirstOf<Finding> findings) in merged.Findings)
        {
            foreach (Finding finding in findings.Kept)
            {
                yield return finding with
                {
                    IsPartial = finding.IsPartial || analyzer.IsPartial,
                    Artefacts = finding.Artefacts.RemoveAll(id => !published.Contains(id)),
                };
            }

            if (findings.LeftOut > 0)
            {
                yield return new Finding(EngineFindings.FindingsLeftOut, default, rule, analyzer.Name, findings.LeftOut)
                {
                    Measures = [new Measure("left out", findings.LeftOut, "findings")],
                };
            }
        }

        if (merged.ArtefactsLeftOut > 0)
        {
            yield return new Finding(EngineFindings.ArtefactsLeftOut, default, analyzer.Name, merged.ArtefactsLeftOut)
            {
                Measures = [new Measure("left out", merged.ArtefactsLeftOut, "artefacts")],
            };
        }

        foreach (Failure failure in merged.Failures.Failures)
        {
            yield return Describe(analyzer, failure);
        }
    }

    private static Finding Describe(AnalyzerRun analyzer, Failure failure)
    {
        string often = failure.Count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{failure.Count} times");
        Finding own = new(EngineFindings.AnalyzerFailed, failure.Address, analyzer.Name, failure.Type, failure.Message, often)
        {
            Measures = [new Measure("failures", failure.Count, "count")],
        };
        if (failure.Rule.Id == own.Descriptor.Id)
        {
            return own;
        }

        try
        {
            string line = $"analyzer '{analyzer.Name}' {often} with {failure.Type}: {failure.Message}";
            return new Finding(failure.Rule, failure.Address, analyzer.Plugin, line) { Measures = own.Measures };
        }
        catch (FormatException)
        {
            // The host's rule takes other arguments than it should; what happened is told in the engine's words.
            return own;
        }
    }
}
