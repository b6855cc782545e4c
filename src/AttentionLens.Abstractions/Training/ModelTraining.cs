namespace AttentionLens;

/// <summary>A copy of a model in training: gradients are added up over runs, and a step moves the weights against them.</summary>
public abstract class ModelTraining : IAsyncDisposable
{
    /// <summary>Runs the copy with its weights as they are now.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">All that is asked for.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <returns>The run; the caller disposes it.</returns>
    public abstract ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Runs the copy, and adds the gradients of its weights to those of this step.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">All that is asked for, with a backward pass.</param>
    /// <param name="scale">What the gradients of the sum over the batch are multiplied with, for instance one by the number of examples of the step.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <returns>The run; the caller disposes it.</returns>
    /// <exception cref="LensInputException">The plan has no backward pass.</exception>
    public abstract ValueTask<ModelRun> AddAsync(InputBatch batch, RunPlan plan, double scale, CancellationToken cancellationToken);

    /// <summary>Moves the weights against the gradients that were added, and forgets these.</summary>
    public abstract void Step();

    /// <summary>Gives the copy's memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        await DisposeCoreAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the copy's memory back.</summary>
    protected abstract ValueTask DisposeCoreAsync();
}
