namespace AttentionLens.Engine;

/// <summary>What one analyzer gave in one phase of a run, within the report's limits.</summary>
internal sealed class AnalyzerResults(ReportSettings settings)
{
    private readonly SortedDictionary<string, FirstOf<Finding>> _findings = new(StringComparer.Ordinal);
    private readonly FirstOf<Artefact> _artefacts = new(settings.MaxArtefactsPerAnalyzer, ArtefactOrder.Instance);

    public FailureLog Failures { get; } = new();

    public IEnumerable<KeyValuePair<string, FirstOf<Finding>>> Findings => _findings;

    public IEnumerable<Artefact> Artefacts => _artefacts.Kept;

    public long ArtefactsLeftOut => _artefacts.LeftOut;

    public void Add(Finding finding) => OfRule(finding.Descriptor.Id).Add(finding, out _);

    /// <summary>Adds a figure and says which one had to go, if any.</summary>
    public Artefact? Add(Artefact artefact) => _artefacts.Add(artefact, out Artefact? evicted) ? evicted : null;

    public void CountFindingsLeftOut(string rule, long count) => OfRule(rule).CountLeftOut(count);

    public void CountArtefactsLeftOut(long count) => _artefacts.CountLeftOut(count);

    /// <summary>Adds what the analyzer gave later.</summary>
    public void Merge(AnalyzerResults later)
    {
        foreach ((string rule, FirstOf<Finding> findings) in later.Findings)
        {
            foreach (Finding finding in findings.Kept)
            {
                Add(finding);
            }

            CountFindingsLeftOut(rule, findings.LeftOut);
        }

        foreach (Artefact artefact in later.Artefacts)
        {
            Add(artefact);
        }

        CountArtefactsLeftOut(later.ArtefactsLeftOut);
        Failures.Merge(later.Failures);
    }

    private FirstOf<Finding> OfRule(string rule)
    {
        if (!_findings.TryGetValue(rule, out FirstOf<Finding>? findings))
        {
            findings = new FirstOf<Finding>(settings.MaxFindingsPerRule, FindingOrder.Instance);
            _findings.Add(rule, findings);
        }

        return findings;
    }
}
