using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens;

/// <summary>Something an analyzer has to say, with an id, a severity and an address.</summary>
public sealed record Finding
{
    /// <summary>Creates a finding.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="address">Where it belongs.</param>
    /// <param name="arguments">What the rule's message format names, formatted in the invariant culture.</param>
    /// <exception cref="FormatException">The format names an argument that is not there.</exception>
    public Finding(FindingDescriptor descriptor, SiteAddress address, params ReadOnlySpan<object?> arguments)
    {
        Descriptor = descriptor;
        Address = address;
        Severity = descriptor.DefaultSeverity;
        Message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
    }

    /// <summary>The rule.</summary>
    public FindingDescriptor Descriptor { get; init; }

    /// <summary>Where it belongs.</summary>
    public SiteAddress Address { get; init; }

    /// <summary>How much it matters in this run.</summary>
    public Severity Severity { get; init; }

    /// <summary>What it says.</summary>
    public string Message { get; init; }

    /// <summary>The numbers that support it.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>The figures that show it.</summary>
    public ImmutableArray<ArtefactId> Artefacts { get; init; } = [];

    /// <summary>The changes that would answer it; see <see cref="InterventionProvider"/>.</summary>
    public ImmutableArray<InterventionProposal> Proposals { get; init; } = [];

    /// <summary>Whether the analyzer failed in this run, so that the finding may rest on part of the data.</summary>
    public bool IsPartial { get; init; }
}
