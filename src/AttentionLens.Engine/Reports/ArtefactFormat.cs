using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>How one type of figure or table stands in JSON.</summary>
/// <param name="Name">The word that tells it apart.</param>
/// <param name="Properties">The properties of its own.</param>
/// <param name="Type">The type.</param>
/// <param name="Write">Writes the properties of its own.</param>
/// <param name="Read">Reads them.</param>
internal sealed record ArtefactFormat(
    string Name,
    ImmutableArray<string> Properties,
    Type Type,
    Action<Utf8JsonWriter, Artefact> Write,
    Func<JsonNode, ArtefactId, string, Artefact> Read)
{
    public static ArtefactFormat Of<T>(
        string name, ImmutableArray<string> properties, Action<Utf8JsonWriter, T> write, Func<JsonNode, ArtefactId, string, T> read)
        where T : Artefact => new(name, properties, typeof(T), (writer, artefact) => write(writer, (T)artefact), read);
}
