using AttentionLens.Hosting;
using AttentionLens.Rendering;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>A theory that needs pictures other than SVG; it is skipped, with the rasterizer's own reason, where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RasterizerTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Of<RenderingPlugin>()] })
        .Rasterizers.Single().Prototype.Unavailable;

    public RasterizerTheoryAttribute() => Skip = Missing;
}
