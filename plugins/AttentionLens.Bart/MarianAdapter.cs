using System.Collections.Immutable;

namespace AttentionLens.Bart;

/// <summary>Loads Marian translation models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Junczys-Dowmunt et al. 2018; Tiedemann and Thottingal 2020.</remarks>
public sealed class MarianAdapter : BartFamilyAdapter
{
    /// <summary>Creates the adapter.</summary>
    public MarianAdapter()
        : base(BartVariant.Marian)
    {
    }

    /// <inheritdoc/>
    public override string Summary => "Marian: MarianModel, MarianMTModel";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["encoder.embed_positions.weight", "decoder.embed_positions.weight"];
}
