namespace AttentionLens;

/// <summary>How artefacts are drawn.</summary>
public sealed record RenderOptions
{
    /// <summary>The defaults.</summary>
    public static RenderOptions Default { get; } = new();

    /// <summary>The ground.</summary>
    /// <value>Light by default.</value>
    public RenderTheme Theme { get; init; } = RenderTheme.Light;
}
