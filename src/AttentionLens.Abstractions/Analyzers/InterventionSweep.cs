using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Many changes under each of which an objective is asked for, declared together so that they run together: in batches, and from the first stage that differs.</summary>
/// <param name="Objective">What is asked for; it must not depend on what else stands in a batch, such as a loss with <see cref="LossObjective.PerExample"/>.</param>
public sealed record InterventionSweep(Objective Objective)
{
    /// <summary>The changes.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<ImmutableArray<Intervention>> Variants { get; init; } = [];

    /// <summary>Of these kinds every unit of the model is removed as well, one at a time, behind <see cref="Variants"/>.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<UnitKind> Removed { get; init; } = [];

    /// <summary>Which examples are run; null for all. One that the objective cannot be asked of fails its batch.</summary>
    /// <value>null by default.</value>
    public Func<EncodedExample, bool>? Where { get; init; }
}
