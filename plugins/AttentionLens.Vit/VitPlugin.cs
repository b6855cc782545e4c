using AttentionLens;
using AttentionLens.Vit;

[assembly: LensPlugin(typeof(VitPlugin))]

namespace AttentionLens.Vit;

/// <summary>Vision transformers: ViT and DeiT.</summary>
public sealed class VitPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddModelAdapter<VitAdapter>();
        builder.AddModelAdapter<DeitAdapter>();
    }
}
