using AttentionLens;
using AttentionLens.Chromium;

[assembly: LensPlugin(typeof(ChromiumPlugin))]

namespace AttentionLens.Chromium;

/// <summary>Adds a rasterizer that draws as a browser does.</summary>
public sealed class ChromiumPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddRasterizer<ChromiumRasterizer>();
}
