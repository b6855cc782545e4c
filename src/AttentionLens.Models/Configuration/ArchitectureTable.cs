namespace AttentionLens.Models;

/// <summary>The architectures that an adapter knows, by the names that configurations give them.</summary>
/// <typeparam name="T">What a name stands for.</typeparam>
public sealed class ArchitectureTable<T>
{
    private readonly string _fallback;
    private readonly SortedDictionary<string, T> _known;

    /// <summary>Creates a table.</summary>
    /// <param name="fallback">The name where a configuration gives none.</param>
    /// <param name="known">The names and what they stand for.</param>
    public ArchitectureTable(string fallback, IReadOnlyDictionary<string, T> known)
    {
        _fallback = fallback;
        _known = new SortedDictionary<string, T>(known.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Whether a folder holds a model of a family with an architecture of this table.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="family">The family, as <c>model_type</c> spells it.</param>
    public ModelMatch Match(ModelFolder folder, string family)
    {
        if (folder.ModelType != family)
        {
            return ModelMatch.No($"model_type is {ModelConfig.Quote(folder.ModelType ?? string.Empty)}, not '{family}'");
        }

        string name = NameOf(new ModelConfig(folder));
        return _known.ContainsKey(name) ? ModelMatch.Yes : ModelMatch.No(ProblemOf(name));
    }

    /// <summary>The architecture that a configuration names first.</summary>
    /// <param name="config">The configuration.</param>
    /// <exception cref="LensInputException">The table does not hold it.</exception>
    public (string Name, T Architecture) Read(ModelConfig config)
    {
        string name = NameOf(config);
        return _known.TryGetValue(name, out T? architecture)
            ? (name, architecture)
            : throw new LensInputException($"{config.Folder.Name}/config.json: {ProblemOf(name)}.");
    }

    private string NameOf(ModelConfig config) => config.Architectures.IsEmpty ? _fallback : config.Architectures[0];

    private string ProblemOf(string name) =>
        $"architecture {ModelConfig.Quote(name)} is not supported; supported: {string.Join(", ", _known.Keys)}";
}
