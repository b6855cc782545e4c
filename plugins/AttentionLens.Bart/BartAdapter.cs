using System.Collections.Immutable;

namespace AttentionLens.Bart;

/// <summary>Loads BART models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Lewis et al. 2020.</remarks>
public sealed class BartAdapter : BartFamilyAdapter
{
    /// <summary>Creates the adapter.</summary>
    public BartAdapter()
        : base(BartVariant.Bart)
    {
    }

    /// <inheritdoc/>
    public override string Summary => "BART: BartModel, BartForConditionalGeneration";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["encoder.version", "decoder.version"];
}
