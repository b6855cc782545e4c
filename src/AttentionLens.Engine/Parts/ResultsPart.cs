using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What an analyzer gave in one phase, as data.</summary>
internal sealed record ResultsPart(
    ImmutableArray<Finding> Findings,
    ImmutableSortedDictionary<string, long> FindingsLeftOut,
    ImmutableArray<Artefact> Artefacts,
    long ArtefactsLeftOut,
    ImmutableArray<Failure> Failures)
{
    public static ResultsPart From(AnalyzerResults results) => new(
        [.. results.Findings.SelectMany(pair => pair.Value.Kept)],
        results.Findings.Where(pair => pair.Value.LeftOut > 0)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.LeftOut, StringComparer.Ordinal),
        [.. results.Artefacts],
        results.ArtefactsLeftOut,
        [.. results.Failures.Failures]);

    /// <summary>Adds the results to those of earlier parts. Of two figures with one id the earlier part's stands.</summary>
    public void AddTo(AnalyzerResults results, AnalyzerRun run, HashSet<ArtefactId> taken)
    {
        foreach (Finding finding in Findings)
        {
            results.Add(run.RulesById.TryGetValue(finding.Descriptor.Id, out FindingDescriptor? rule)
                ? finding with { Descriptor = rule }
                : throw new LensInputException(
                    $"A part holds findings of rule '{FailureLine.Clean(finding.Descriptor.Id)}', "
                    + $"which analyzer '{run.Name}' does not list; scan again with this version."));
        }

        foreach ((string rule, long count) in FindingsLeftOut)
        {
            results.CountFindingsLeftOut(rule, count);
        }

        foreach (Artefact artefact in Artefacts)
        {
            if (taken.Add(artefact.Id))
            {
                results.Add(artefact);
            }
        }

        results.CountArtefactsLeftOut(ArtefactsLeftOut);
        foreach (Failure failure in Failures)
        {
            results.Failures.Add(failure);
        }
    }
}
