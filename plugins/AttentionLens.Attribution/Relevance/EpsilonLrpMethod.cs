using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Relevance by the epsilon rule, attention patterns held constant.</summary>
/// <remarks>Source: Bach et al. 2015, equation 58.</remarks>
public sealed class EpsilonLrpMethod : RelevanceMethod
{
    private static readonly NumberOption EpsilonOption = new("epsilon", "Added to each sum with its sign, above 0.", 1e-6, 1e-30, 1e9);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("lrp-epsilon", "Relevance by the epsilon rule, attention patterns held constant.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Bach2015],
        };

    private protected override ImmutableArray<OptionDescriptor> RuleOptions => [EpsilonOption];

    private protected override PropagationRules Rules(AttributionContext context) => new EpsilonLrpRules((float)context.Options.Get(EpsilonOption));
}
