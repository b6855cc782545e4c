using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>A value in a JSON document from a stranger, which knows its place, so that every error can name it.</summary>
internal sealed class JsonNode(JsonElement element, JsonNode? parent, string name)
{
    /// <summary>Where it stands, for instance <c>findings[3].address.hook</c>.</summary>
    public string Place =>
        parent is null ? name : name.StartsWith('[') ? parent.Place + name : parent.Place.Length == 0 ? name : $"{parent.Place}.{name}";

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>Throws unless it is an object with none but these properties.</summary>
    public JsonNode Only(params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            string given = property.Name;
            if (!known.Contains(given))
            {
                string nearest = Nearest.To(given, known.ToArray(), 1).FirstOrDefault() ?? "none";
                throw new LensInputException(
                    $"{Where}: property '{FailureLine.Clean(given)}' is not known; nearest: {nearest}. "
                    + "Write the file again with this version.");
            }
        }

        return this;
    }

    public JsonNode Property(string property) =>
        Optional(property) ?? throw new LensInputException(
            $"{Where}: property '{property}' is missing; the file is cut or was not written by this version.");

    public JsonNode? Optional(string property) =>
        element.ValueKind != JsonValueKind.Object ? throw Wrong("an object")
        : element.TryGetProperty(property, out JsonElement value) ? new JsonNode(value, this, property)
        : null;

    public ImmutableArray<T> Items<T>(Func<JsonNode, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("an array");
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(element.GetArrayLength());
        foreach (JsonElement item in element.EnumerateArray())
        {
            items.Add(read(new JsonNode(item, this, string.Create(CultureInfo.InvariantCulture, $"[{items.Count}]"))));
        }

        return items.MoveToImmutable();
    }

    public ImmutableArray<float> Singles()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("an array of numbers");
        }

        ImmutableArray<float>.Builder numbers = ImmutableArray.CreateBuilder<float>(element.GetArrayLength());
        foreach (JsonElement item in element.EnumerateArray())
        {
            numbers.Add(item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out float value) && float.IsFinite(value)
                ? value
                : (float)Special(item, "a number that fits a float"));
        }

        return numbers.MoveToImmutable();
    }

    /// <summary>Cells, each as [row, column].</summary>
    public ImmutableArray<MatrixCell> Cells() => Items(node =>
    {
        ImmutableArray<int> numbers = node.Items(number => number.Count());
        return numbers.Length == 2 ? new MatrixCell(numbers[0], numbers[1]) : throw node.Wrong("a row and a column");
    });

    public ImmutableArray<string> Texts() => Items(item => item.Text());

    public AxisLabels Labels()
    {
        Only("title", "labels");
        return new AxisLabels(Property("title").Text(), Property("labels").Texts());
    }

    public ImmutableArray<HeadPanel> Panels() => Items(node =>
    {
        node.Only("layer", "head", "name", "values");
        return new HeadPanel(node.Property("layer").Count(), node.Property("head").Count(), node.Property("values").Singles())
        {
            Name = node.Optional("name")?.Text() ?? string.Empty,
        };
    });

    public string Text()
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() ?? string.Empty : throw Wrong("a text");
        }
        catch (InvalidOperationException)
        {
            // The escapes spell half a surrogate pair, or the bytes are not UTF-8.
            throw Wrong("a text in valid Unicode");
        }
    }

    public long Integer(long least, long most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long value) && value >= least && value <= most
            ? value
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    public int Count() => (int)Integer(0, int.MaxValue);

    /// <summary>What a reader of single elements makes of it; the reader is told the place.</summary>
    public T As<T>(Func<JsonElement, string, T> read) => read(element, Where);

    public bool Flag() =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong("true or false");

    public double Number() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : Special(element, "a number that fits a double");

    public T Word<T>()
        where T : struct, Enum
    {
        string word = Text();
        foreach (T value in Enum.GetValues<T>())
        {
            if (EnumWord.Of(value) == word)
            {
                return value;
            }
        }

        throw Wrong($"one of {string.Join(", ", Enum.GetValues<T>().Select(EnumWord.Of))}");
    }

    public byte[] Bytes() =>
        element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw Wrong("bytes in base 64");

    public LensInputException Wrong(string expected)
    {
        string found = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? $"an {element.ValueKind.ToString().ToLowerInvariant()}"
            : Shorten(FailureLine.Clean(element.GetRawText()));
        return new LensInputException($"{Where}: found {found}, expected {expected}.");
    }

    private string Where => Place is { Length: > 0 } place ? $"'{place}'" : "The document";

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    private double Special(JsonElement item, string expected)
    {
        if (item.ValueKind == JsonValueKind.Null)
        {
            return double.NaN;
        }

        return item.ValueKind != JsonValueKind.String ? throw Wrong(expected)
            : item.ValueEquals("Infinity"u8) ? double.PositiveInfinity
            : item.ValueEquals("-Infinity"u8) ? double.NegativeInfinity
            : throw Wrong(expected);
    }
}
