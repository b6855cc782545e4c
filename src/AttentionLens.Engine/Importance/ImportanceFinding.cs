using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Something that importance has to say, with the change that would show it.</summary>
/// <param name="Finding">What it says.</param>
/// <param name="Unit">The unit it speaks of.</param>
public sealed record ImportanceFinding(Finding Finding, ModelUnit Unit)
{
    /// <summary>The interventions that remove the unit, for another run to try.</summary>
    public ImmutableArray<Intervention> Proposal => Unit.Removal;
}
