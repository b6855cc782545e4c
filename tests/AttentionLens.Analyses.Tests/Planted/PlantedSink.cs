namespace AttentionLens.Analyses.Tests;

/// <summary>Keeps what an analyzer says, and refuses what the contract forbids.</summary>
internal sealed class PlantedSink(LensAnalyzer analyzer) : AnalysisSink
{
    private readonly Dictionary<ArtefactId, Artefact> _artefacts = [];

    public List<Finding> Findings { get; } = [];

    public IReadOnlyDictionary<ArtefactId, Artefact> Artefacts => _artefacts;

    public IEnumerable<string> Ids => _artefacts.Keys.Order().Select(id => id.Value);

    public T Figure<T>(string id)
        where T : Artefact => Assert.IsType<T>(_artefacts[new ArtefactId(id)]);

    public override void Report(Finding finding)
    {
        Assert.Contains(finding.Descriptor, analyzer.SupportedFindings);
        Findings.Add(finding);
    }

    public override void Publish(Artefact artefact) => _artefacts.Add(artefact.Id, artefact);
}
