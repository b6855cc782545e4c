using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>The values of an input line; what is not what it should be is named with its line and key.</summary>
internal readonly struct InputFields(JsonElement entry, string where)
{
    public string? Name(string key)
    {
        JsonElement value = Find(key);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => String(value, key),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Refuse(key, "a text or a number"),
        };
    }

    public string? Text(string key)
    {
        JsonElement value = Find(key);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => String(value, key),
            _ => throw Refuse(key, "a text"),
        };
    }

    public int? Integer(string key)
    {
        JsonElement value = Find(key);
        return value.ValueKind == JsonValueKind.Undefined ? null
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
            : throw Refuse(key, "a whole number");
    }

    /// <summary>A class by its number, or by its name where the names are known; where they are not, a name says nothing.</summary>
    public int? Class(string key, ImmutableArray<string> names)
    {
        JsonElement value = Find(key);
        if (value.ValueKind != JsonValueKind.String)
        {
            return Integer(key);
        }

        string name = String(value, key);
        if (names.IsDefaultOrEmpty)
        {
            return null;
        }

        int index = names.IndexOf(name, 0, StringComparer.Ordinal);
        return index >= 0 ? index : throw new LensInputException(
            $"{where}: '{key}' names class '{name}', which the model does not have; nearest: {string.Join(", ", Nearest.To(name, names, 3))}.");
    }

    public ImmutableArray<Range> Ranges(string key)
    {
        JsonElement value = Find(key);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return default;
        }

        const string Expected = "a list of [start, end) pairs of whole numbers";
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(key, Expected);
        }

        ImmutableArray<Range>.Builder ranges = ImmutableArray.CreateBuilder<Range>(value.GetArrayLength());
        foreach (JsonElement pair in value.EnumerateArray())
        {
            bool isRange = pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
                && pair[0].ValueKind == JsonValueKind.Number && pair[1].ValueKind == JsonValueKind.Number
                && pair[0].TryGetInt32(out int start) && pair[1].TryGetInt32(out int end) && start >= 0 && end >= start;
            ranges.Add(isRange ? pair[0].GetInt32()..pair[1].GetInt32() : throw Refuse(key, Expected));
        }

        return ranges.MoveToImmutable();
    }

    public ImmutableArray<int> Integers(string key)
    {
        JsonElement value = Find(key);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return default;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(key, "a list of whole numbers");
        }

        ImmutableArray<int>.Builder numbers = ImmutableArray.CreateBuilder<int>(value.GetArrayLength());
        foreach (JsonElement item in value.EnumerateArray())
        {
            numbers.Add(item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
                ? number
                : throw Refuse(key, "a list of whole numbers"));
        }

        return numbers.DrainToImmutable();
    }

    public ImmutableArray<WordLink> Links(string key)
    {
        JsonElement value = Find(key);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return default;
        }

        const string Expected = "a list of [source word, target word], counted from 0";
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(key, Expected);
        }

        ImmutableArray<WordLink>.Builder links = ImmutableArray.CreateBuilder<WordLink>(value.GetArrayLength());
        foreach (JsonElement pair in value.EnumerateArray())
        {
            links.Add(pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && IsCount(pair[0], out int source) && IsCount(pair[1], out int target)
                ? new WordLink(source, target)
                : throw Refuse(key, Expected));
        }

        return links.DrainToImmutable();
    }

    public ImmutableArray<bool> Mask(string key)
    {
        ImmutableArray<int> numbers = Integers(key);
        return numbers.IsDefault ? default
            : numbers.All(number => number is 0 or 1) ? [.. numbers.Select(number => number == 1)]
            : throw Refuse(key, "a list of 0 and 1");
    }

    private static bool IsCount(JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number) && number >= 0;
    }

    private JsonElement Find(string key) =>
        entry.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private string String(JsonElement value, string key)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse(key, "a text without broken escapes");
        }
    }

    private LensInputException Refuse(string key, string expected) => new($"{where}: '{key}' is not {expected}.");
}
