using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Relevance that favours what speaks for the logit, by the gamma rule.</summary>
/// <remarks>Source: Montavon et al. 2019, section 10.2.3.</remarks>
public sealed class GammaLrpMethod : RelevanceMethod
{
    private static readonly NumberOption GammaOption = new("gamma", "How much positive products are favoured in linear layers, from 0.", 0.25, 0, 1e9);
    private static readonly NumberOption PatchGammaOption = new("patch-gamma", "How much in the embedding of image patches, from 0.", 0.25, 0, 1e9);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("lrp-gamma", "Relevance that favours what speaks for the logit, by the gamma rule.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Montavon2019],
        };

    private protected override ImmutableArray<OptionDescriptor> RuleOptions => [GammaOption, PatchGammaOption];

    private protected override PropagationRules Rules(AttributionContext context) => new GammaLrpRules((float)context.Options.Get(GammaOption), (float)context.Options.Get(PatchGammaOption));
}
