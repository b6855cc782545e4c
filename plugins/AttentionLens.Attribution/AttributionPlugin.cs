using AttentionLens;
using AttentionLens.Attribution;

[assembly: LensPlugin(typeof(AttributionPlugin))]

namespace AttentionLens.Attribution;

/// <summary>Attribution methods: which input made the model say that.</summary>
public sealed class AttributionPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddAttribution<SaliencyMethod>();
        builder.AddAttribution<GradientTimesInputMethod>();
        builder.AddAttribution<IntegratedGradientsMethod>();
        builder.AddAttribution<SequentialIntegratedGradientsMethod>();
        builder.AddAttribution<HeadIntegratedGradientsMethod>();
        builder.AddAttribution<ConductanceMethod>();
        builder.AddAttribution<InternalInfluenceMethod>();
        builder.AddAttribution<SmoothGradMethod>();
        builder.AddAttribution<GradientShapMethod>();
        builder.AddAttribution<DeepLiftMethod>();
        builder.AddAttribution<FeatureAblationMethod>();
        builder.AddAttribution<OcclusionMethod>();
        builder.AddAttribution<ShapleySamplingMethod>();
        builder.AddAttribution<KernelShapMethod>();
        builder.AddAttribution<LimeMethod>();
        builder.AddAttribution<ValueZeroingMethod>();
        builder.AddAttribution<RawAttentionMethod>();
        builder.AddAttribution<RolloutMethod>();
        builder.AddAttribution<AttentionFlowMethod>();
        builder.AddAttribution<CheferGenericMethod>();
        builder.AddAttribution<CheferLrpMethod>();
        builder.AddAttribution<AttentionNormsMethod>();
        builder.AddAttribution<GlobEncMethod>();
        builder.AddAttribution<AltiMethod>();
        builder.AddAttribution<DecompXMethod>();
        builder.AddAttribution<AttnLrpMethod>();
        builder.AddAttribution<CpLrpMethod>();
        builder.AddAttribution<EpsilonLrpMethod>();
        builder.AddAttribution<GammaLrpMethod>();
        builder.AddAttribution<AlphaBetaLrpMethod>();
        builder.AddAttribution<NamedRulesMethod>();
        builder.AddAttribution<LogitLensMethod>();
        builder.AddAttribution<TunedLensMethod>();
        builder.AddAttribution<DirectLogitAttributionMethod>();
        builder.AddAttribution<ActivationPatchingMethod>();
        builder.AddAttribution<AttributionPatchingMethod>();
        builder.AddAttribution<PathPatchingMethod>();
        builder.AddPropagationRules<AttnLrpRules>();
        builder.AddPropagationRules<CpLrpRules>();
        builder.AddPropagationRules<EpsilonLrpRules>();
        builder.AddPropagationRules<GammaLrpRules>();
        builder.AddPropagationRules<AlphaBetaLrpRules>();
        builder.AddPropagationRules<CheferLrpRules>();
    }
}
