using AttentionLens.Chromium;

namespace AttentionLens.Rendering.Tests;

/// <summary>A fact that needs Chromium; it is skipped, saying what is missing, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = new ChromiumRasterizer().Unavailable;
}
