namespace AttentionLens;

/// <summary>Trains a small model from data that it generates.</summary>
public abstract class TrainingRecipe
{
    /// <summary>The name that users call it by, for instance <c>sentiment</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it trains, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>The labelled inputs that a model is trained on, in their order, for a training of one's own; as many as one takes.</summary>
    /// <param name="seed">Decides them.</param>
    /// <returns>None by default: the recipe does not show them.</returns>
    public virtual IEnumerable<LensInput> Inputs(ulong seed) => [];

    /// <summary>Trains the model and writes it. The same seed gives the same files.</summary>
    /// <param name="context">Where to, from which seed, and with which adapters.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    /// <returns>What was reached.</returns>
    public abstract ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken);
}
