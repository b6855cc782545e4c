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
    Action<Utf8JsonWriter, Artefact, SharedImages> Write,
    Func<JsonNode, ArtefactId, string, SharedImages, Artefact> Read)
{
    public static ArtefactFormat Of<T>(
        string name, ImmutableArray<string> properties, Action<Utf8JsonWriter, T> write, Func<JsonNode, ArtefactId, string, T> read)
        where T : Artefact => new(name, properties, typeof(T), (writer, artefact, _) => write(writer, (T)artefact), (node, id, title, _) => read(node, id, title));

    /// <summary>The format of figures with images, or with other figures within them.</summary>
    public static ArtefactFormat Sharing<T>(
        string name, ImmutableArray<string> properties, Action<Utf8JsonWriter, T, SharedImages> write, Func<JsonNode, ArtefactId, string, SharedImages, T> read)
        where T : Artefact => new(name, properties, typeof(T), (writer, artefact, images) => write(writer, (T)artefact, images), read);
}
