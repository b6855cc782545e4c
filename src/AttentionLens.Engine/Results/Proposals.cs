using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Asks providers for changes that answer findings. One that throws costs its own proposals alone.</summary>
internal sealed class Proposals(ImmutableArray<InterventionProvider> providers, ImmutableArray<ModelUnit> units)
{
    private readonly Dictionary<string, (InterventionProvider Provider, Exception Cause, int Count)> _failures = new(StringComparer.Ordinal);

    /// <summary>The failures so far, as findings, by provider.</summary>
    public IEnumerable<Finding> Failures => _failures.OrderBy(failure => failure.Key, StringComparer.Ordinal).Select(failure => new Finding(
        EngineFindings.AnalyzerFailed,
        default,
        failure.Key,
        FailureLine.TypeName(failure.Value.Cause),
        FailureLine.Message(failure.Value.Cause),
        failure.Value.Count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{failure.Value.Count} times")));

    /// <summary>A finding with what all providers propose, in their order.</summary>
    public Finding Answered(Finding finding) => finding with
    {
        Proposals = [.. finding.Proposals.IsDefault ? [] : finding.Proposals, .. providers.SelectMany(provider => Ask(provider, finding))],
    };

    private ImmutableArray<InterventionProposal> Ask(InterventionProvider provider, Finding finding)
    {
        try
        {
            if (!provider.FixableFindingIds.Contains(finding.Descriptor.Id))
            {
                return [];
            }

            ImmutableArray<InterventionProposal> proposed = provider.Propose(finding, units);
            foreach (InterventionProposal proposal in proposed)
            {
                Demand(proposal);
            }

            return proposed;
        }
        catch (Exception exception)
        {
            string name = provider.GetType().FullName ?? provider.GetType().Name;
            _failures[name] = (provider, FailureLine.Cause(exception), _failures.TryGetValue(name, out var known) ? known.Count + 1 : 1);
            return [];
        }
    }

    // A report holds data, so that what is code is refused before it stands in one.
    private static void Demand(InterventionProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal.Title);
        using Utf8JsonWriter writer = new(Stream.Null);
        writer.WriteStartArray();
        foreach (Intervention intervention in proposal.Interventions)
        {
            InterventionJson.Write(writer, intervention);
        }
    }
}
