using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Addresses in JSON; what does not apply is left out.</summary>
internal static class SiteJson
{
    public static void Write(Utf8JsonWriter writer, string name, SiteAddress address)
    {
        if (address == default)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.Text("hook", address.Hook?.Value);
        writer.Integer("head", address.Head);
        writer.Integer("query", address.Query);
        writer.Integer("key", address.Key);
        writer.Integer("example", address.Example);
        writer.WriteEndObject();
    }

    public static SiteAddress Read(JsonNode? node)
    {
        if (node is null)
        {
            return default;
        }

        node.Only("hook", "head", "query", "key", "example");
        return new SiteAddress(
            node.Optional("hook") is { } hook ? ReadHook(hook) : null,
            node.Optional("head")?.Count(),
            node.Optional("query")?.Count(),
            node.Optional("key")?.Count(),
            node.Optional("example")?.Integer(0, long.MaxValue));
    }

    public static HookName ReadHook(JsonNode node) =>
        HookName.TryParse(node.Text(), null, out HookName name)
            ? name
            : throw node.Wrong("a hook name, for instance blocks.0.attn.pattern");

    public static ArtefactId ReadId(JsonNode node)
    {
        try
        {
            return new ArtefactId(node.Text());
        }
        catch (ArgumentException)
        {
            throw node.Wrong("an artefact id: a-z, 0-9, '.', '_', '-' in segments joined by '/'");
        }
    }
}
