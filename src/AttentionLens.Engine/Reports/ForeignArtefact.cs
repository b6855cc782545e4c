namespace AttentionLens.Engine;

/// <summary>A figure of a type that a plugin made, read back from a report's JSON form. That form keeps its name, heading and caption;
/// its data stayed with the run.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="TypeName">The type's full name.</param>
public sealed record ForeignArtefact(ArtefactId Id, string Title, string TypeName) : Artefact(Id, Title);
