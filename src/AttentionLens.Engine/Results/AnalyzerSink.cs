namespace AttentionLens.Engine;

/// <summary>Takes one analyzer's findings and figures, and refuses what would not stand in a report.</summary>
internal sealed class AnalyzerSink(AnalyzerRun owner, RunScope scope) : AnalysisSink
{
    public override void Report(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        string id = finding.Descriptor?.Id ?? string.Empty;
        if (!owner.RulesById.TryGetValue(id, out FindingDescriptor? rule))
        {
            throw new ArgumentException(
                $"Rule '{id}' is not among the rules that analyzer '{owner.Name}' lists; add it to SupportedFindings.", nameof(finding));
        }

        if (ArtefactCheck.Problem(finding) is { } problem)
        {
            throw new ArgumentException($"A finding of rule {id} cannot be reported: {problem}.", nameof(finding));
        }

        Finding whole = finding with
        {
            Descriptor = rule,
            Message = finding.Message ?? string.Empty,
            Measures = finding.Measures.IsDefault ? [] : finding.Measures,
            Artefacts = finding.Artefacts.IsDefault ? [] : finding.Artefacts,
            Proposals = finding.Proposals.IsDefault ? [] : finding.Proposals,
        };
        lock (scope.Gate)
        {
            scope.ThrowIfOver();
            owner.Results.Add(whole);
        }
    }

    public override void Publish(Artefact artefact)
    {
        ArgumentNullException.ThrowIfNull(artefact);
        if (ArtefactCheck.Problem(artefact) is { } problem)
        {
            throw new ArgumentException($"An artefact cannot be published: {problem}.", nameof(artefact));
        }

        lock (scope.Gate)
        {
            scope.ThrowIfOver();
            if (artefact.Address.Example >= scope.Settings.MaxExamplesShown)
            {
                owner.Results.CountArtefactsLeftOut(1);
                return;
            }

            if (!scope.TakenIds.Add(artefact.Id))
            {
                throw new ArgumentException(
                    $"Artefact id '{artefact.Id}' is taken; give every figure and table of a report an id of its own.", nameof(artefact));
            }

            if (owner.Results.Add(artefact) is { } evicted)
            {
                scope.TakenIds.Remove(evicted.Id);
            }
        }
    }
}
