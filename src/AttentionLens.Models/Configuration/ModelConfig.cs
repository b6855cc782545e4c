using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>Reads a model's <c>config.json</c>, or another configuration beside it, with checks, and remembers which keys were read: what is left over is either known not
/// to change numbers or reported.</summary>
public sealed class ModelConfig
{
    private readonly HashSet<string> _read = new(HarmlessKeys.All, StringComparer.Ordinal);
    private readonly List<ModelConfig> _sections = [];
    private readonly JsonElement _values;
    private readonly string _file;
    private readonly string _prefix;

    /// <summary>Wraps a configuration.</summary>
    /// <param name="folder">The folder it belongs to.</param>
    public ModelConfig(ModelFolder folder)
        : this(folder, "config.json", folder.Config)
    {
    }

    /// <summary>Wraps another configuration of a folder.</summary>
    /// <param name="folder">The folder it belongs to.</param>
    /// <param name="file">The file's name in the folder.</param>
    /// <param name="values">The object in the file.</param>
    /// <param name="prefix">What stands before the names of its keys.</param>
    internal ModelConfig(ModelFolder folder, string file, JsonElement values, string prefix = "")
    {
        Folder = folder;
        _file = $"{folder.Name}/{file}";
        _values = values;
        _prefix = prefix;
    }

    /// <summary>The folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The architectures that the configuration names; empty where it names none.</summary>
    public ImmutableArray<string> Architectures =>
        _values.TryGetProperty("architectures", out JsonElement names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];

    /// <summary>Whether a key is there, be it as null.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => _values.TryGetProperty(key, out _);

    /// <summary>An object within the configuration, read with the same checks; null where it is absent or null.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="LensInputException">It is no object.</exception>
    public ModelConfig? Section(string key)
    {
        if (!Find(key, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Refuse(key, Short(value.GetRawText()), "an object");
        }

        ModelConfig section = new(Folder, _file[(Folder.Name.Length + 1)..], value, $"{_prefix}{key}.");
        _sections.Add(section);
        return section;
    }

    /// <summary>A list of texts, each of which must be one of those that are supported; null where it is absent or null.</summary>
    /// <typeparam name="T">What the texts stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="choices">The texts and what they stand for.</param>
    /// <exception cref="LensInputException">It is no list, or holds another text.</exception>
    public ImmutableArray<T>? Choices<T>(string key, IReadOnlyDictionary<string, T> choices)
    {
        if (!Find(key, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(key, Short(value.GetRawText()), $"a list of {Names(choices)}");
        }

        ImmutableArray<T>.Builder chosen = ImmutableArray.CreateBuilder<T>(value.GetArrayLength());
        foreach (JsonElement entry in value.EnumerateArray())
        {
            chosen.Add(entry.ValueKind == JsonValueKind.String && choices.TryGetValue(entry.GetString()!, out T? choice)
                ? choice
                : throw Refuse(key, $"a list with {Short(entry.GetRawText())}", $"a list of {Names(choices)}"));
        }

        return chosen.DrainToImmutable();
    }

    /// <summary>A whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="minimum">The smallest value that makes sense.</param>
    /// <param name="maximum">The largest value that makes sense.</param>
    /// <param name="fallback">The value where the key is absent; null: the key must be there.</param>
    /// <exception cref="LensInputException">It is missing, no whole number, or out of range.</exception>
    public int Integer(string key, int minimum, int maximum, int? fallback = null)
    {
        if (!Find(key, out JsonElement value))
        {
            return fallback ?? throw Refuse(key, "nothing", Range(minimum, maximum));
        }

        return IsIn(value, minimum, maximum, out int number) ? number : throw Refuse(key, Short(value.GetRawText()), Range(minimum, maximum));
    }

    /// <summary>A number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="minimum">The smallest value that makes sense.</param>
    /// <param name="maximum">The largest value that makes sense.</param>
    /// <param name="fallback">The value where the key is absent.</param>
    /// <exception cref="LensInputException">It is no number or out of range.</exception>
    public double Number(string key, double minimum, double maximum, double fallback)
    {
        if (!Find(key, out JsonElement value))
        {
            return fallback;
        }

        return IsIn(value, minimum, maximum)
            ? value.GetDouble()
            : throw Refuse(key, Short(value.GetRawText()), string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"));
    }

    /// <summary>A whole number for two directions, or a list of one for each: rows first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="minimum">The smallest value that makes sense.</param>
    /// <param name="maximum">The largest value that makes sense.</param>
    /// <returns>The two, or null where the key is absent.</returns>
    /// <exception cref="LensInputException">It is neither, or out of range.</exception>
    public (int Rows, int Columns)? Pair(string key, int minimum, int maximum)
    {
        if (!Find(key, out JsonElement value))
        {
            return null;
        }

        JsonElement[] both = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value, value];
        return both.Length == 2 && IsIn(both[0], minimum, maximum, out int rows) && IsIn(both[1], minimum, maximum, out int columns)
            ? (rows, columns)
            : throw Refuse(key, Short(value.GetRawText()), $"{Range(minimum, maximum)}, or a list of two");
    }

    /// <summary>A number, or a list of numbers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="minimum">The smallest value that makes sense.</param>
    /// <param name="maximum">The largest value that makes sense.</param>
    /// <returns>The numbers; empty where the key is absent.</returns>
    /// <exception cref="LensInputException">It is neither, empty, or out of range.</exception>
    public ImmutableArray<double> Numbers(string key, double minimum, double maximum)
    {
        if (!Find(key, out JsonElement value))
        {
            return [];
        }

        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return all.Length > 0 && all.All(entry => IsIn(entry, minimum, maximum))
            ? [.. all.Select(entry => entry.GetDouble())]
            : throw Refuse(
                key, Short(value.GetRawText()), string.Create(CultureInfo.InvariantCulture, $"numbers from {minimum} to {maximum}"));
    }

    /// <summary>A text that must be one of those that are supported.</summary>
    /// <typeparam name="T">What the texts stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="choices">The texts and what they stand for.</param>
    /// <param name="fallback">The text where the key is absent.</param>
    /// <exception cref="LensInputException">It is another text, or no text.</exception>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, string fallback)
    {
        string expected = $"one of {Names(choices)}";
        string text = !Find(key, out JsonElement value) ? fallback
            : value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw Refuse(key, Short(value.GetRawText()), expected);
        return choices.TryGetValue(text, out T? choice) ? choice : throw Refuse(key, Quoted.Of(text), expected);
    }

    /// <summary>A yes or no.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">The value where the key is absent.</param>
    /// <exception cref="LensInputException">It is neither.</exception>
    public bool Flag(string key, bool fallback)
    {
        if (!Find(key, out JsonElement value))
        {
            return fallback;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Refuse(key, Short(value.GetRawText()), "true or false");
    }

    /// <summary>A number of heads: a whole number that divides the width they share.</summary>
    /// <param name="key">The key.</param>
    /// <param name="width">The width.</param>
    /// <param name="widthKey">The key of the width.</param>
    /// <exception cref="LensInputException">It is missing, no whole number, or does not divide the width.</exception>
    public int Heads(string key, int width, string widthKey)
    {
        int heads = Integer(key, 1, width);
        return width % heads == 0 ? heads : throw Refuse(key, $"{heads}", $"a divisor of {widthKey}, {width}");
    }

    /// <summary>Refuses a yes or no where only one of both is supported.</summary>
    /// <param name="key">The key; where it is absent nothing is refused.</param>
    /// <param name="supported">What is supported.</param>
    /// <exception cref="LensInputException">It is the other, or neither.</exception>
    public void Only(string key, bool supported)
    {
        if (Flag(key, supported) != supported)
        {
            throw Refuse(key, supported ? "false" : "true", $"{(supported ? "true" : "false")}, which alone is supported");
        }
    }

    /// <summary>The names of the classes from <c>id2label</c> or <c>num_labels</c>; two unnamed ones where neither is there.</summary>
    /// <exception cref="LensInputException">The names are not numbered from 0 without gaps.</exception>
    public ImmutableArray<string> Labels()
    {
        const int Most = 1 << 20;
        _read.Add("label2id");
        int count = Integer("num_labels", 1, Most, 2);
        if (!Find("id2label", out JsonElement names))
        {
            return [.. Enumerable.Range(0, count).Select(index => $"LABEL_{index}")];
        }

        SortedDictionary<int, string> labels = [];
        if (names.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in names.EnumerateObject())
            {
                if (int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                    && entry.Value.ValueKind == JsonValueKind.String)
                {
                    labels[index] = entry.Value.GetString()!;
                }
                else
                {
                    throw Refuse("id2label", $"an object with {Quoted.Of(entry.Name)}: {Short(entry.Value.GetRawText())}", "class numbers and their names");
                }
            }
        }

        return labels.Count > 0 && labels.Keys.Last() == labels.Count - 1
            ? [.. labels.Values]
            : throw Refuse("id2label", $"{labels.Count} entries", "an object that numbers the classes from 0 without gaps");
    }

    /// <summary>Says that keys do not change any number here.</summary>
    /// <param name="keys">The keys.</param>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            _read.Add(key);
        }
    }

    /// <summary>The keys that nobody read or ignored, in ordinal order.</summary>
    public ImmutableArray<string> LeftOver() =>
        [.. _values.EnumerateObject().Select(entry => entry.Name).Where(key => !_read.Contains(key)).Select(key => $"{_prefix}{key}")
            .Concat(_sections.SelectMany(section => section.LeftOver())).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The keys that nobody read or ignored, as a caveat for the model card; none where there are no such keys.</summary>
    public ImmutableArray<string> Caveats()
    {
        ImmutableArray<string> unknown = LeftOver();
        return unknown.IsEmpty ? [] : [$"config.json has keys that this adapter does not know: {Quoted.List(unknown)}"];
    }

    /// <summary>A text of the configuration for a message: on one line, shortened, in quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text) => Quoted.Of(text);

    /// <summary>Whether an object stands under a key.</summary>
    internal bool IsObject(string key) => Find(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object;

    /// <summary>Refuses a configuration whose <c>architectures</c> are no list of names; absent or null is none.</summary>
    /// <exception cref="LensInputException">They are something else.</exception>
    internal void DemandArchitectures()
    {
        if (Find("architectures", out JsonElement names)
            && (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String)))
        {
            throw Refuse("architectures", Short(names.GetRawText()), "a list of names");
        }
    }

    /// <summary>Refuses what changes every number and is supported for no family: quantised weights.</summary>
    /// <exception cref="LensInputException">The configuration asks for it.</exception>
    internal void DemandWhole()
    {
        Ignore(PrunedUnits.SharedKey, PrunedUnits.OwnKey);
        const string Key = "quantization_config";
        if (Find(Key, out JsonElement value) && (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any()))
        {
            throw Refuse(Key, Short(value.GetRawText()), "nothing: the weights must be whole");
        }
    }

    /// <summary>The error for a value that cannot be used.</summary>
    /// <param name="key">The key.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What was expected.</param>
    public LensInputException Refuse(string key, string found, string expected) =>
        new($"{_file}: '{_prefix}{key}' is {Line(found)}; expected {expected}.");

    private static string Names<T>(IReadOnlyDictionary<string, T> choices) => string.Join(", ", choices.Keys.Order(StringComparer.Ordinal));

    // Raw JSON may be laid out over many lines, and be long.
    private static string Short(string text)
    {
        const int Longest = 60;
        return text.Length <= Longest ? text : $"{text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)]}…";
    }

    private static string Line(string text) =>
        string.Concat(text.Select(unit => char.IsControl(unit) || unit is '\u2028' or '\u2029' ? ' ' : unit));

    private static bool IsIn(JsonElement value, int minimum, int maximum, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number) && number >= minimum && number <= maximum;
    }

    private static bool IsIn(JsonElement value, double minimum, double maximum) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= minimum && number <= maximum;

    private static string Range(int minimum, int maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");

    private bool Find(string key, out JsonElement value)
    {
        _read.Add(key);
        return _values.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
