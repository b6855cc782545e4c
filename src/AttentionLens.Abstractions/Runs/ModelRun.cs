using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What one pass gave. Everything it holds goes back to the pool when it is disposed; call
/// <see cref="LensTensor.Retain"/> for what should live longer.</summary>
public abstract class ModelRun : IDisposable
{
    /// <summary>The model's output: logits, or for a headless model its last hidden states.</summary>
    /// <exception cref="LensInputException">The run ended before the model's last stage (<see cref="RunPlan.LastStage"/>).</exception>
    public abstract LensTensor Output { get; }

    /// <summary>Each example's objective in the first backward pass, or that of <see cref="RunPlan.Objective"/>, in its own unit; empty where the plan has
    /// none.</summary>
    public abstract ImmutableArray<double> ObjectiveValues { get; }

    /// <summary>What the objective was of, for each example; empty where the plan has none.</summary>
    public virtual ImmutableArray<ExplainedTarget> Targets => [];

    /// <summary>The value of a hook point named in <see cref="RunPlan.Capture"/>.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract LensTensor Captured(HookName name);

    /// <summary>The first backward pass's signal at a hook point named in its <see cref="BackwardPlan.Capture"/>: with no rules the gradient of the
    /// objective with respect to its value, in objective units per unit of value; with rules what their <see cref="PropagationRules.Form"/> says.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract LensTensor Gradient(HookName name);

    /// <summary>As <see cref="Gradient"/>, of any backward pass.</summary>
    /// <param name="backward">0 for <see cref="RunPlan.Backward"/>, from 1 on those of <see cref="RunPlan.FurtherBackward"/>.</param>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan has no such pass, or the pass did not ask for the hook point.</exception>
    public virtual LensTensor Signal(int backward, HookName name) => backward == 0 ? Gradient(name) : throw NoPass(backward);

    /// <summary>Each example's objective in a backward pass, in its own unit.</summary>
    /// <param name="backward">0 for <see cref="RunPlan.Backward"/>, from 1 on those of <see cref="RunPlan.FurtherBackward"/>.</param>
    /// <exception cref="LensInputException">The plan has no such pass.</exception>
    public virtual ImmutableArray<double> ObjectiveValuesOf(int backward) => backward == 0 ? ObjectiveValues : throw NoPass(backward);

    /// <summary>Where each example's relevance went in a backward pass that asked for it (<see cref="BackwardPlan.AccountForRelevance"/>).</summary>
    /// <param name="backward">0 for <see cref="RunPlan.Backward"/>, from 1 on those of <see cref="RunPlan.FurtherBackward"/>.</param>
    /// <exception cref="LensInputException">The plan has no such pass, or the pass did not ask for it.</exception>
    public virtual ImmutableArray<RelevanceBalance> BalanceOf(int backward) => throw NoPass(backward);

    /// <summary>The state after a stage named in <see cref="RunPlan.KeepStates"/>; the run keeps its own reference, the caller disposes this one.</summary>
    /// <param name="stage">The stage's index.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract ModelState StateAfter(int stage);

    /// <summary>The state before a hook point named in <see cref="RunPlan.KeepBefore"/>; the run keeps its own reference, the caller disposes this one.</summary>
    /// <param name="hook">The hook point.</param>
    /// <exception cref="LensInputException">The plan did not ask for it, or the model cannot resume there.</exception>
    public virtual ModelState StateBefore(HookName hook) =>
        throw new LensInputException($"The state before '{hook}' was not kept; name the hook point in {nameof(RunPlan)}.{nameof(RunPlan.KeepBefore)}.");

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives everything back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);

    private static LensInputException NoPass(int backward) => new(
        $"The run holds nothing of backward pass {backward}; name what is wanted in {nameof(RunPlan)}.{nameof(RunPlan.Backward)} (pass 0) or {nameof(RunPlan.FurtherBackward)} (from 1 on).");
}
