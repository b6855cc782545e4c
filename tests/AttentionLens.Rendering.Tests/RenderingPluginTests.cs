using System.Reflection;

namespace AttentionLens.Rendering.Tests;

public sealed class RenderingPluginTests
{
    [Fact]
    public void Assembly_NamesItsEntry_AsAStrangersDoes()
    {
        LensPluginAttribute? entry = typeof(RenderingPlugin).Assembly.GetCustomAttribute<LensPluginAttribute>();

        Assert.Equal(typeof(RenderingPlugin), entry?.EntryType);
    }

    [Fact]
    public void Configure_Registers_EveryFormat()
    {
        CollectingBuilder parts = CollectingBuilder.Configured();

        Assert.Equal(["svg", "md", "html"], parts.Renderers.Select(renderer => renderer.Format));
        Assert.Equal(["html", "md"], parts.ReportRenderers.Select(renderer => renderer.Format));
        Assert.Equal(["png", "pdf"], Assert.Single(parts.Rasterizers).Formats.ToArray());
    }

    [Fact]
    public void CanRender_UnknownArtefact_IsFalse() =>
        Assert.All(CollectingBuilder.Configured().Renderers, renderer => Assert.False(renderer.CanRender(new Stranger())));

    private sealed record Stranger() : Artefact(new ArtefactId("a"), "A");
}
