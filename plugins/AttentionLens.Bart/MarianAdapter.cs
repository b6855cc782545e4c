using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Bart;

/// <summary>Loads Marian translation models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Junczys-Dowmunt et al. 2018; Tiedemann and Thottingal 2020.</remarks>
public sealed class MarianAdapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => BartVariant.Marian.Family;

    /// <inheritdoc/>
    public override string Summary => "Marian: MarianModel, MarianMTModel";

    /// <inheritdoc/>
    protected override string BasePrefix => BartVariant.BasePrefix;

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["encoder.embed_positions.weight", "decoder.embed_positions.weight"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => BartVariant.Marian.Match(folder);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) => BartVariant.Marian.Build(config, weights);
}
