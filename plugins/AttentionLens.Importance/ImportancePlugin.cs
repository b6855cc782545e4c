using AttentionLens;
using AttentionLens.Importance;

[assembly: LensPlugin(typeof(ImportancePlugin))]

namespace AttentionLens.Importance;

/// <summary>How much a model needs each of its heads, sublayers and blocks: methods, an analyzer, and what it proposes.</summary>
public sealed class ImportancePlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddImportance<MichelMethod>();
        builder.AddImportance<TaylorMethod>();
        builder.AddImportance<LeaveOneOutMethod>();
        builder.AddImportance<RelevanceMethod>();
        builder.AddImportance<IntegratedGradientsMethod>();
        builder.AddImportance<ShapleyMethod>();
        builder.AddImportance<GateMethod>();
        builder.AddAnalyzer<RemovalAnalyzer>();
        builder.AddInterventions<RemovalInterventions>();
    }
}
