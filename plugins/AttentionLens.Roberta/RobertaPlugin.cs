using AttentionLens;
using AttentionLens.Roberta;

[assembly: LensPlugin(typeof(RobertaPlugin))]

namespace AttentionLens.Roberta;

/// <summary>The RoBERTa family.</summary>
public sealed class RobertaPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<RobertaAdapter>();
}
