using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Proposes changes that answer findings, its own or other analyzers': data that stands in the report. It runs nothing, and keeps no state between calls.</summary>
public abstract class InterventionProvider
{
    /// <summary>The name, for lists and messages: lower case, with dots.</summary>
    public abstract string Name { get; }

    /// <summary>The ids of the rules whose findings it answers.</summary>
    public abstract ImmutableArray<string> FixableFindingIds { get; }

    /// <summary>The changes that answer one finding; none where it knows of no one.</summary>
    /// <param name="finding">A finding of one of these rules.</param>
    /// <param name="units">The heads, sublayers and blocks of the model.</param>
    public abstract ImmutableArray<InterventionProposal> Propose(Finding finding, ImmutableArray<ModelUnit> units);
}
