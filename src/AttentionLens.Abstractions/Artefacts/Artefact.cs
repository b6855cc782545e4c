namespace AttentionLens;

/// <summary>A figure or table as data. Rendering comes after, from this alone.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
[TypeFormatterSource]
public abstract record Artefact(ArtefactId Id, string Title)
{
    /// <summary>What it shows and how to read it, in a sentence or two.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Where it belongs.</summary>
    public SiteAddress Address { get; init; }

    /// <summary>Looks whether its data fit together. The host asks before it takes a figure from an analyzer or a file, so that nothing that
    /// draws it has to doubt them.</summary>
    /// <returns>Null where they fit; otherwise what does not, as the rest of a sentence about it: <c>has 3 values; expected 4, …</c>.</returns>
    public virtual string? FindProblem() => null;
}
