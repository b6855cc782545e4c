using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A backward pass: what is differentiated, by which rules, and where the result is kept.</summary>
public sealed record BackwardPlan
{
    /// <summary>The scalar of each example whose gradient or relevance is wanted.</summary>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>The rules that replace the gradient of some operations; null for the gradient everywhere.</summary>
    public PropagationRules? Rules { get; init; }

    /// <summary>Hook points at which the backward signal is kept: the gradient of the objective, or what the rules make of it, in the form that
    /// <see cref="PropagationRules.Form"/> says.</summary>
    public ImmutableArray<HookSelector> Capture { get; init; } = [];

    /// <summary>Whether the gradient of the objective, summed over the batch, is wanted for every weight.</summary>
    /// <value>false by default: weight gradients cost as much again as the rest of the pass. Only the first backward pass gives them.</value>
    public bool WeightGradients { get; init; }

    /// <summary>Whether <see cref="ModelRun.BalanceOf"/> is wanted: where the relevance of each example went.</summary>
    /// <value>false by default: the account keeps every value that the pass goes through.</value>
    public bool AccountForRelevance { get; init; }
}
