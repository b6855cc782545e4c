using AttentionLens.Models;

namespace AttentionLens.Bart;

/// <summary>Loads the families that share BART's wiring.</summary>
public abstract class BartFamilyAdapter : TransformerAdapter
{
    private readonly BartVariant _variant;

    private protected BartFamilyAdapter(BartVariant variant) => _variant = variant;

    /// <inheritdoc/>
    public sealed override string Family => _variant.Family;

    /// <inheritdoc/>
    protected sealed override string BasePrefix => BartVariant.BasePrefix;

    /// <inheritdoc/>
    public sealed override ModelMatch Match(ModelFolder folder) => _variant.Match(folder);

    /// <inheritdoc/>
    protected sealed override TransformerModel Build(ModelConfig config, WeightSource weights) => _variant.Build(config, weights);
}
