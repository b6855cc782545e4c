using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Bart;

/// <summary>Loads BART models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Lewis et al. 2020.</remarks>
public sealed class BartAdapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => BartVariant.Bart.Family;

    /// <inheritdoc/>
    public override string Summary => "BART: BartModel, BartForConditionalGeneration";

    /// <inheritdoc/>
    protected override string BasePrefix => BartVariant.BasePrefix;

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["encoder.version", "decoder.version"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => BartVariant.Bart.Match(folder);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) => BartVariant.Bart.Build(config, weights);
}
