namespace AttentionLens;

/// <summary>Loads the models of one family.</summary>
public abstract class ModelAdapter
{
    /// <summary>The family's name, as <c>model_type</c> spells it, for instance <c>bert</c>.</summary>
    public abstract string Family { get; }

    /// <summary>One line on what the adapter loads, for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>Says from <c>config.json</c> alone whether the adapter can load a folder.</summary>
    /// <param name="folder">The folder.</param>
    public abstract ModelMatch Match(ModelFolder folder);

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How to load.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Cancels between tensors.</param>
    /// <exception cref="LensInputException">The configuration, the weights or the tokenizer cannot be used.</exception>
    public abstract ValueTask<LensModel> LoadAsync(
        ModelFolder folder,
        ModelLoadOptions options,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
