using AttentionLens;
using AttentionLens.Bert;

[assembly: LensPlugin(typeof(BertPlugin))]

namespace AttentionLens.Bert;

/// <summary>The BERT family.</summary>
public sealed class BertPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<BertAdapter>();
}
