using AttentionLens;
using AttentionLens.Bart;

[assembly: LensPlugin(typeof(BartPlugin))]

namespace AttentionLens.Bart;

/// <summary>The BART family and its relative Marian.</summary>
public sealed class BartPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddModelAdapter<BartAdapter>();
        builder.AddModelAdapter<MarianAdapter>();
    }
}
