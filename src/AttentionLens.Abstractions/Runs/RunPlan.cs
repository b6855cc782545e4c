using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>All that a forward (and backward) pass is asked for. What no part of a plan names is never materialised.</summary>
public sealed record RunPlan
{
    /// <summary>A plan that asks for the output alone.</summary>
    public static RunPlan OutputOnly { get; } = new();

    /// <summary>Hook points whose values the run keeps.</summary>
    public ImmutableArray<HookSelector> Capture { get; init; } = [];

    /// <summary>Readers that see values while the model runs.</summary>
    public ImmutableArray<HookSubscription> Subscriptions { get; init; } = [];

    /// <summary>Changes to the values of hook points, applied in this order at each point.</summary>
    public ImmutableArray<Intervention> Interventions { get; init; } = [];

    /// <summary>Changes for single rows of the batch: one list for each row, applied after <see cref="Interventions"/>; empty for none.</summary>
    public ImmutableArray<ImmutableArray<Intervention>> RowInterventions { get; init; } = [];

    /// <summary>What interventions that put other values in place take them from, by their names.</summary>
    public ImmutableArray<ActivationSource> Sources { get; init; } = [];

    /// <summary>Stages (by index) after which the state is kept, for runs that resume from there.</summary>
    public ImmutableArray<int> KeepStates { get; init; } = [];

    /// <summary>Hook points before which the state is kept, for runs that resume there: what the model has computed up to a hook point, without the changes made
    /// at it. <see cref="LensModel.ResumePointOf"/> names them.</summary>
    public ImmutableArray<HookName> KeepBefore { get; init; } = [];

    /// <summary>The stage (by index) that the run ends with; null for the model's last. A run that ends early has no output, objective or backward pass, nothing
    /// behind its end can be read, and what an intervention would change there changes nothing.</summary>
    public int? LastStage { get; init; }

    /// <summary>The scalar of each example to evaluate where there is no backward pass; null for none. A backward pass evaluates its own.</summary>
    public Objective? Objective { get; init; }

    /// <summary>The backward pass, or null for none.</summary>
    public BackwardPlan? Backward { get; init; }

    /// <summary>Backward passes after <see cref="Backward"/>, over the same forward pass, with objectives, rules and captures of their own. They are
    /// numbered from 1, <see cref="Backward"/> being 0.</summary>
    public ImmutableArray<BackwardPlan> FurtherBackward { get; init; } = [];

    /// <summary>Whether backward passes compute again what they read, one stage at a time, instead of keeping it all from the forward pass. The numbers are the
    /// same, bit by bit; memory then grows with the states between stages and one stage's operations, and every stage but the last is computed once more.
    /// Custom edits are called again for it, so they must give the same for the same; readers are not.</summary>
    /// <value>false by default. Nothing changes where there is no backward pass.</value>
    public bool Recompute { get; init; }
}
