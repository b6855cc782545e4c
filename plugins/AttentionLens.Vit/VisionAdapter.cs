using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Vit;

/// <summary>Loads vision transformers that cut an image into square patches.</summary>
public abstract class VisionAdapter : TransformerAdapter
{
    private readonly VisionFamily _family;
    private readonly ArchitectureTable<VisionArchitecture> _architectures;

    private protected VisionAdapter(VisionFamily family, string fallback, Dictionary<string, VisionArchitecture> known)
    {
        _family = family;
        _architectures = new ArchitectureTable<VisionArchitecture>(family.Name, fallback, known);
    }

    /// <inheritdoc/>
    public sealed override string Family => _family.Name;

    /// <inheritdoc/>
    protected sealed override string BasePrefix => $"{_family.Name}.";

    /// <inheritdoc/>
    protected sealed override ImmutableArray<string> IgnoredWeights => ["embeddings.mask_token", "pooler.*"];

    /// <inheritdoc/>
    public sealed override ModelMatch Match(ModelFolder folder) => _architectures.Match(folder);

    /// <inheritdoc/>
    protected sealed override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new VisionWiring(VisionConfig.Read(config, _family, _architectures), _family, config.Folder, weights).Wire();
}
