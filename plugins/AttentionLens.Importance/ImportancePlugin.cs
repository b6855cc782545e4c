using AttentionLens;
using AttentionLens.Importance;

[assembly: LensPlugin(typeof(ImportancePlugin))]

namespace AttentionLens.Importance;

/// <summary>Methods of importance: how much a model needs each of its heads, sublayers and blocks.</summary>
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
    }
}
