using AttentionLens;
using AttentionLens.DistilBert;

[assembly: LensPlugin(typeof(DistilBertPlugin))]

namespace AttentionLens.DistilBert;

/// <summary>The DistilBERT family.</summary>
public sealed class DistilBertPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<DistilBertAdapter>();
}
