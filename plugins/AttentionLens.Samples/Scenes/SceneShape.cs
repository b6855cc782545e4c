namespace AttentionLens.Samples;

/// <summary>A shape of a scene.</summary>
/// <param name="Outline">Its form and place.</param>
/// <param name="Shade">Its colour.</param>
internal sealed record SceneShape(Outline Outline, Shade Shade)
{
    /// <summary>What a person would call it, for instance <c>blue ring</c>.</summary>
    public string Name => $"{Shade.Name} {FormNames.Of(Outline.Form)}";
}
