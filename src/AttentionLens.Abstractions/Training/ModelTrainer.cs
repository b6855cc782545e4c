namespace AttentionLens;

/// <summary>Gives copies of a model whose weights can be trained; the model itself stays as it is.</summary>
public abstract class ModelTrainer
{
    /// <summary>A copy, not trained yet.</summary>
    /// <param name="settings">Which weights move, and how far.</param>
    /// <param name="cancellationToken">Cancels while the copy is made.</param>
    /// <returns>The copy; the caller disposes it.</returns>
    /// <exception cref="LensInputException">The model cannot be copied, or has no weight in the stages that were named.</exception>
    public abstract ValueTask<ModelTraining> OpenAsync(ModelTrainingSettings settings, CancellationToken cancellationToken);
}
