using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>An adapter whose models compute with this project's kernels. A family derives from it, says which configurations are its
/// own, and wires its blocks; reading weights, naming what is missing and starting from a seed is done here.</summary>
public abstract class TransformerAdapter : ModelAdapter
{
    /// <summary>The prefix that checkpoints put before the base model's weights, for instance <c>bert.</c>; files come with and without it.</summary>
    protected abstract string BasePrefix { get; }

    /// <summary>Weights that checkpoints of the family may hold though no architecture here reads them, without the prefix; <c>*</c>
    /// stands for any run of characters. Every other weight that is left over is an error.</summary>
    protected abstract ImmutableArray<string> IgnoredWeights { get; }

    /// <inheritdoc/>
    public sealed override ValueTask<LensModel> LoadAsync(
        ModelFolder folder,
        ModelLoadOptions options,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
        CheckpointWeights weights = new(checkpoint, BasePrefix, IgnoredWeights, options, progress, cancellationToken);
        TransformerModel model = Assemble(folder, weights);
        model.Recomputes = options.Recompute;
        return ValueTask.FromResult<LensModel>(model);
    }

    /// <summary>Makes a model with weights to train from.</summary>
    /// <param name="folder">A folder with a configuration and a tokenizer; it needs no weights.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="LensInputException">The configuration cannot be used.</exception>
    public TransformerModel Initialize(ModelFolder folder, ulong seed)
    {
        double deviation = new ModelConfig(folder).Number("initializer_range", 1e-6, 1, 0.02);
        return Assemble(folder, new SeededWeights(seed, deviation));
    }

    /// <summary>Wires a model.</summary>
    /// <param name="config">The configuration; <see cref="ModelAdapter.Match"/> has accepted its folder.</param>
    /// <param name="weights">Gives every weight that the architecture has, under the name that a checkpoint of it uses.</param>
    /// <exception cref="LensInputException">The configuration asks for something that is not supported.</exception>
    protected abstract TransformerModel Build(ModelConfig config, WeightSource weights);

    private TransformerModel Assemble(ModelFolder folder, WeightSource weights)
    {
        try
        {
            ModelConfig config = new(folder);
            config.DemandArchitectures();
            config.DemandWhole();
            TransformerModel model = Build(config, weights);
            weights.Finish();
            return model;
        }
        catch
        {
            weights.DisposeParameters();
            throw;
        }
    }
}
