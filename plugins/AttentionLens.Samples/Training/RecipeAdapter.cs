using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Finds the adapter that wires a recipe's model.</summary>
internal static class RecipeAdapter
{
    /// <summary>The adapter for a configuration.</summary>
    /// <param name="folder">The folder with the configuration.</param>
    /// <param name="adapters">The adapters of the host.</param>
    /// <exception cref="LensInputException">None loads it, or the one that does cannot train.</exception>
    public static TransformerAdapter For(ModelFolder folder, IReadOnlyList<ModelAdapter> adapters)
    {
        ModelAdapter found = adapters.FirstOrDefault(adapter => adapter.Match(folder).IsMatch) ?? throw new LensInputException(
            $"None of {adapters.Count} adapters loads model type '{folder.ModelType}'; add the folder of a plugin that does.");
        return found as TransformerAdapter ?? throw new LensInputException(
            $"Adapter {found.GetType().Name} cannot train; expected a {nameof(TransformerAdapter)} for '{folder.ModelType}'.");
    }
}
