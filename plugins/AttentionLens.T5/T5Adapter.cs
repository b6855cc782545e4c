using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.T5;

/// <summary>Loads T5 models, versions 1.0 and 1.1. Numbers equal the reference implementation's in evaluation mode.</summary>
/// <remarks>Source: Raffel et al. 2020; Shazeer 2020 for the gated MLP of version 1.1.</remarks>
public sealed class T5Adapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => "t5";

    /// <inheritdoc/>
    public override string Summary => "T5: T5Model, T5ForConditionalGeneration, T5EncoderModel";

    /// <inheritdoc/>
    protected override string BasePrefix => string.Empty;

    // The first checkpoints hold a table for cross-attention that no code reads.
    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => T5Config.Architectures.Match(folder);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new T5Wiring(T5Config.Read(config), config.Folder, weights).Wire();
}
