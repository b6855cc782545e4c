using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A loaded model. One run at a time; members other than <see cref="RunAsync"/> may be used at any time.</summary>
public abstract class LensModel : IAsyncDisposable
{
    /// <summary>What is worth knowing about it.</summary>
    public abstract ModelCard Card { get; }

    /// <summary>Its hook points.</summary>
    public abstract HookCatalog Hooks { get; }

    /// <summary>Turns texts and ids into batches.</summary>
    public abstract InputProcessor Inputs { get; }

    /// <summary>Its stages, in order.</summary>
    public abstract ImmutableArray<StageInfo> Stages { get; }

    /// <summary>The stage that a hook point lies in: a run that resumes after an earlier stage still passes it.</summary>
    /// <param name="hook">The hook point.</param>
    /// <returns>The stage's index; 0, which is always right, by default.</returns>
    /// <exception cref="HookNotFoundException">The model has no such hook point.</exception>
    public virtual int StageOf(HookName hook) => 0;

    /// <summary>The last hook point, up to another, at which a run can resume within the other's stage (<see cref="RunPlan.KeepBefore"/>): a run that
    /// resumes there still passes both.</summary>
    /// <param name="hook">The hook point.</param>
    /// <returns>null, which is always right, by default: runs resume where the stage begins.</returns>
    /// <exception cref="HookNotFoundException">The model has no such hook point.</exception>
    public virtual HookName? ResumePointOf(HookName hook) => null;

    /// <summary>Its weights in the vocabulary of all families.</summary>
    /// <value>Empty where a model shows none.</value>
    public virtual WeightCatalog Weights => WeightCatalog.Empty;

    /// <summary>Runs the model.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">All that is asked for.</param>
    /// <param name="resumeFrom">The state to go on from: that of the same examples after some stage; null starts at the first stage.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <exception cref="LensInputException">The plan names something that the model does not have, or the batch is not for this model.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public abstract ValueTask<ModelRun> RunAsync(
        InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the weights back.</summary>
    public async ValueTask DisposeAsync()
    {
        await DisposeCoreAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the weights back.</summary>
    protected abstract ValueTask DisposeCoreAsync();
}
