using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What one pass gave. Everything it holds goes back to the pool when it is disposed; call
/// <see cref="LensTensor.Retain"/> for what should live longer.</summary>
public abstract class ModelRun : IDisposable
{
    /// <summary>The model's output: logits, or for a headless model its last hidden states.</summary>
    public abstract LensTensor Output { get; }

    /// <summary>Each example's objective, in its own unit; empty where the plan has none.</summary>
    public abstract ImmutableArray<double> ObjectiveValues { get; }

    /// <summary>What the objective was of, for each example; empty where the plan has none.</summary>
    public virtual ImmutableArray<ExplainedTarget> Targets => [];

    /// <summary>The value of a hook point named in <see cref="RunPlan.Capture"/>.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract LensTensor Captured(HookName name);

    /// <summary>The backward signal at a hook point named in <see cref="BackwardPlan.Capture"/>: with no rules the gradient of the
    /// objective with respect to its value, in objective units per unit of value.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract LensTensor Gradient(HookName name);

    /// <summary>The state after a stage named in <see cref="RunPlan.KeepStates"/>; the run keeps its own reference, the caller disposes this one.</summary>
    /// <param name="stage">The stage's index.</param>
    /// <exception cref="LensInputException">The plan did not ask for it.</exception>
    public abstract ModelState StateAfter(int stage);

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives everything back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);
}
