using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Relevance with positive and negative products weighed apart.</summary>
/// <remarks>Source: Bach et al. 2015, equation 60.</remarks>
public sealed class AlphaBetaLrpMethod : RelevanceMethod
{
    private static readonly NumberOption AlphaOption = new("alpha", "The weight of positive products; less beta it is 1.", 2, 1, 1e6);
    private static readonly NumberOption BetaOption = new("beta", "The weight of negative products.", 1, 0, 1e6);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("lrp-alpha-beta", "Relevance with positive and negative products weighed apart.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Bach2015],
        };

    private protected override ImmutableArray<OptionDescriptor> RuleOptions => [AlphaOption, BetaOption];

    private protected override PropagationRules Rules(AttributionContext context) => new AlphaBetaLrpRules((float)context.Options.Get(AlphaOption), (float)context.Options.Get(BetaOption));
}
