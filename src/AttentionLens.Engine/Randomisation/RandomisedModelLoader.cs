namespace AttentionLens.Engine;

/// <summary>Loads a model once more, with other weights.</summary>
/// <param name="options">How to load: <see cref="ModelLoadOptions.EditWeight"/> is set.</param>
/// <param name="cancellationToken">Cancels between tensors.</param>
/// <returns>The model; whoever asked for it disposes it.</returns>
public delegate ValueTask<LensModel> RandomisedModelLoader(ModelLoadOptions options, CancellationToken cancellationToken);
