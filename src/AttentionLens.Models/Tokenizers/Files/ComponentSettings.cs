using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>One JSON object of a tokenizer file, read by name with errors that say where. It remembers what was asked for, so that
/// settings nobody reads are reported instead of skipped.</summary>
internal sealed class ComponentSettings
{
    private readonly JsonElement _object;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public ComponentSettings(JsonElement element, string place)
    {
        Place = place;
        _object = element.ValueKind == JsonValueKind.Object
            ? element
            : throw new LensInputException($"{place} is {Described(element)}; expected an object.");
    }

    /// <summary>Where the object stands, for messages.</summary>
    public string Place { get; }

    /// <summary>The property, or null where it is absent or null.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public JsonElement Get(string name) => Find(name) ?? throw new LensInputException($"{Place} has no '{name}', which it needs.");

    public string Text(string name) => TextOf(Get(name), $"{Place}.{name}");

    public string? OptionalText(string name) => Find(name) is { } value ? TextOf(value, $"{Place}.{name}") : null;

    public bool? OptionalFlag(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new LensInputException($"{Place}.{name} is {Described(value)}; expected true or false.");

    public bool Flag(string name, bool absent) => OptionalFlag(name) ?? absent;

    public bool Flag(string name) =>
        OptionalFlag(name) ?? throw new LensInputException($"{Place} has no '{name}'; expected true or false.");

    public int Count(string name, int absent) => Find(name) is { } value ? CountOf(value, $"{Place}.{name}") : absent;

    public int Count(string name) => CountOf(Get(name), $"{Place}.{name}");

    public ComponentSettings Inner(string name) => new(Get(name), $"{Place}.{name}");

    public ComponentSettings? OptionalInner(string name) => Find(name) is { } value ? new ComponentSettings(value, $"{Place}.{name}") : null;

    /// <summary>The elements of an array.</summary>
    public IEnumerable<(JsonElement Value, string Place)> Items(string name)
    {
        JsonElement array = Get(name);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new LensInputException($"{Place}.{name} is {Described(array)}; expected a list.");
        }

        return array.EnumerateArray().Select((value, index) => (value, $"{Place}.{name}[{index}]"));
    }

    /// <summary>The properties of the object, for objects that are dictionaries.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Properties()
    {
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            yield return (property.Name, property.Value);
        }
    }

    /// <summary>Fails when the object holds a setting that was never asked for.</summary>
    public void RejectUnread()
    {
        foreach ((string name, _) in Properties())
        {
            if (!_known.Contains(name))
            {
                throw new LensInputException(
                    $"{Place} has the unknown setting '{name}'; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    public static string TextOf(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new LensInputException($"{place} is {Described(value)}; expected a text.");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new LensInputException($"{place} holds half of a surrogate pair; expected well-formed Unicode.", error);
        }
    }

    public static int CountOf(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count >= 0
            ? count
            : throw new LensInputException($"{place} is {Described(value)}; expected a whole number from 0 to {int.MaxValue}.");

    /// <summary>The value in a few words, cut short: it may come from anywhere.</summary>
    public static string Described(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => Quote.Short(value.GetRawText()),
        JsonValueKind.Null => "null",
        _ => value.ValueKind == JsonValueKind.True ? "true" : "false",
    };
}
