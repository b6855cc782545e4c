namespace AttentionLens.Rendering.Tests;

/// <summary>A fact that needs librsvg; it is skipped, saying what is missing, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RasterizerFactAttribute : FactAttribute
{
    public RasterizerFactAttribute() => Skip = CollectingBuilder.Configured().Rasterizers[0].Unavailable;
}
