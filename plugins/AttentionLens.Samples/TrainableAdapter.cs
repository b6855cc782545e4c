using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Finds the adapter that a recipe trains with.</summary>
internal static class TrainableAdapter
{
    /// <summary>The adapter of a folder's model type.</summary>
    /// <param name="folder">The folder, which holds its configuration.</param>
    /// <param name="adapters">The adapters of the host.</param>
    /// <exception cref="LensInputException">None loads the model type, or the one that does cannot train.</exception>
    public static TransformerAdapter For(ModelFolder folder, IReadOnlyList<ModelAdapter> adapters)
    {
        ModelAdapter found = adapters.FirstOrDefault(adapter => adapter.Match(folder).IsMatch) ?? throw new LensInputException(
            $"None of {adapters.Count} adapters loads model type '{folder.ModelType}'; add the folder of a plugin that does.");
        return found as TransformerAdapter ?? throw new LensInputException(
            $"Adapter {found.GetType().Name} cannot train; expected a {nameof(TransformerAdapter)} for '{folder.ModelType}'.");
    }
}
