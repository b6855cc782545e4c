namespace AttentionLens.Models;

/// <summary>The architectures of one <c>model_type</c> that an adapter can load.</summary>
/// <typeparam name="T">What an architecture's name stands for.</typeparam>
public sealed class ArchitectureTable<T>
{
    private readonly string _modelType;
    private readonly string _fallback;
    private readonly IReadOnlyDictionary<string, T> _known;

    /// <summary>Creates a table.</summary>
    /// <param name="modelType">The <c>model_type</c>.</param>
    /// <param name="fallback">The architecture of a configuration that names none; one of <paramref name="known"/>.</param>
    /// <param name="known">The names and what they stand for.</param>
    public ArchitectureTable(string modelType, string fallback, IReadOnlyDictionary<string, T> known)
    {
        _modelType = modelType;
        _fallback = fallback;
        _known = known;
    }

    /// <summary>Whether a folder is one of these.</summary>
    /// <param name="folder">The folder.</param>
    public ModelMatch Match(ModelFolder folder)
    {
        if (folder.ModelType != _modelType)
        {
            return ModelMatch.No($"model_type is {ModelConfig.Quote(folder.ModelType ?? string.Empty)}, not '{_modelType}'");
        }

        string name = NameIn(new ModelConfig(folder));
        return _known.ContainsKey(name) ? ModelMatch.Yes : ModelMatch.No(Problem(name));
    }

    /// <summary>The architecture that a configuration names.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>Its name, and what that stands for.</returns>
    /// <exception cref="LensInputException">It is not in the table.</exception>
    public (string Name, T Architecture) Of(ModelConfig config)
    {
        string name = NameIn(config);
        return _known.TryGetValue(name, out T? architecture)
            ? (name, architecture)
            : throw new LensInputException($"{config.Folder.Name}/config.json: {Problem(name)}.");
    }

    private string NameIn(ModelConfig config) => config.Architectures.IsEmpty ? _fallback : config.Architectures[0];

    private string Problem(string name) =>
        $"architecture {ModelConfig.Quote(name)} is not supported; supported: {string.Join(", ", _known.Keys.Order(StringComparer.Ordinal))}";
}
