namespace AttentionLens.Gallery;

/// <summary>A picture of the gallery.</summary>
/// <param name="Id">The figure's name within the report.</param>
/// <param name="Reading">How to read it, in a sentence.</param>
public sealed record GalleryEntry(string Id, string Reading);
