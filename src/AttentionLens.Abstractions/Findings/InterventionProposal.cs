using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A change that answers a finding, as data: what a file for <c>--interventions</c> holds, and <c>prune</c> cuts out.</summary>
/// <param name="Title">What it does, in a few words.</param>
/// <param name="Interventions">The change; none of them is code.</param>
public sealed record InterventionProposal(string Title, ImmutableArray<Intervention> Interventions)
{
    /// <summary>Value equality: the same title and interventions.</summary>
    /// <param name="other">The other proposal.</param>
    public bool Equals(InterventionProposal? other) =>
        other is not null && Title == other.Title && Interventions.AsSpan().SequenceEqual(other.Interventions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Interventions.Length);
}
