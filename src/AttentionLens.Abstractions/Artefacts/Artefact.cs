namespace AttentionLens;

/// <summary>A figure or table as data. Rendering comes after, from this alone.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
public abstract record Artefact(ArtefactId Id, string Title)
{
    /// <summary>What it shows and how to read it, in a sentence or two.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Where it belongs.</summary>
    public SiteAddress Address { get; init; }
}
