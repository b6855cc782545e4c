using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens;

/// <summary>The fields of an intervention that somebody wrote, each of which must be read.</summary>
internal sealed class InterventionFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly string _where;

    private InterventionFields(string where) => _where = where;

    public static InterventionFields Of(JsonElement json, string where)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new LensInputException($"{where}: expected an intervention, an object with 'kind' and 'target', but found {json.ValueKind}.");
        }

        InterventionFields fields = new(where);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!fields._fields.TryAdd(property.Name, property.Value))
            {
                throw new LensInputException($"{where}: '{property.Name}' stands there twice; it may stand once.");
            }
        }

        return fields;
    }

    public string Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Expected(name, "a text");

    public HookSelector Target()
    {
        try
        {
            return HookSelector.Parse(Text("target"));
        }
        catch (LensInputException exception)
        {
            throw new LensInputException($"{_where}: {exception.Message}", exception);
        }
    }

    public ulong Seed(string name) => Find(name) is not { } value ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong seed) ? seed : throw Expected(name, "a whole number from 0");

    public ImmutableArray<float> Numbers(string name) => [.. Items(name, "a list of numbers").Select(item =>
        item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out float number) && float.IsFinite(number) ? number : throw Expected(name, "a list of finite numbers"))];

    public ImmutableArray<int> Indices(string name) => Find(name) is null ? default : [.. Items(name, "a list of whole numbers").Select(item => Index(item, name))];

    public ImmutableArray<(int Query, int Key)> Edges(string name) => [.. Items(name, "a list of [query, key]").Select(item =>
        item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 ? (Index(item[0], name), Index(item[1], name)) : throw Expected(name, "a list of [query, key]"))];

    public void DemandNoOthers()
    {
        if (_fields.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } unread)
        {
            throw new LensInputException($"{_where}: '{unread}' is no field of such an intervention; it has {string.Join(", ", _read.Select(name => $"'{name}'"))}.");
        }
    }

    private JsonElement.ArrayEnumerator Items(string name, string expected) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Expected(name, expected);

    private int Index(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int index) && index >= 0 ? index : throw Expected(name, "whole numbers from 0");

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _fields.TryGetValue(name, out JsonElement value) ? value : null;
    }

    private LensInputException Expected(string name, string expected) =>
        new($"{_where}: '{name}' {(_fields.ContainsKey(name) ? "is something else" : "is missing")}; expected {expected}.");
}
