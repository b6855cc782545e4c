using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Reads one input from its JSON form.</summary>
internal static class InputLine
{
    private const int Deepest = 32;
    private static readonly string[] Known =
        ["id", "text", "text_pair", "ids", "attention_mask", "token_types", "label", "labels", "target", "position"];

    public static LensInput Read(string line, string where)
    {
        JsonElement entry;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Deepest });
            entry = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new LensInputException($"{where}: not valid JSON at character {exception.BytePositionInLine + 1}; expected one object a line.", exception);
        }

        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new LensInputException($"{where}: a JSON {entry.ValueKind}; expected an object, for instance {{\"text\": \"…\"}}.");
        }

        Fields fields = new(entry, where);
        LensInput input = new()
        {
            Id = fields.Name("id"),
            Text = fields.Text("text"),
            TextPair = fields.Text("text_pair"),
            Ids = fields.Integers("ids"),
            AttentionMask = fields.Mask("attention_mask"),
            TokenTypes = fields.Integers("token_types"),
            Label = fields.Integer("label"),
            Labels = fields.Integers("labels"),
            Target = fields.Integer("target"),
            Position = fields.Integer("position"),
        };
        if (input.Text is null == input.Ids.IsDefault)
        {
            throw new LensInputException(input.Text is null
                ? $"{where}: neither 'text' nor 'ids'; nearest to its keys: {fields.NearestTo(Known)}."
                : $"{where}: both 'text' and 'ids'; expected one of them.");
        }

        return input;
    }

    private readonly struct Fields(JsonElement entry, string where)
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

        public ImmutableArray<int> Integers(string key)
        {
            JsonElement value = Find(key);
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                return default;
            }

            ImmutableArray<int>.Builder numbers = ImmutableArray.CreateBuilder<int>();
            if (value.ValueKind != JsonValueKind.Array)
            {
                throw Refuse(key, "a list of whole numbers");
            }

            foreach (JsonElement item in value.EnumerateArray())
            {
                numbers.Add(item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
                    ? number
                    : throw Refuse(key, "a list of whole numbers"));
            }

            return numbers.DrainToImmutable();
        }

        public ImmutableArray<bool> Mask(string key)
        {
            ImmutableArray<int> numbers = Integers(key);
            return numbers.IsDefault ? default
                : numbers.All(number => number is 0 or 1) ? [.. numbers.Select(number => number == 1)]
                : throw Refuse(key, "a list of 0 and 1");
        }

        public string NearestTo(string[] known)
        {
            string[] keys = [.. entry.EnumerateObject().Select(field => field.Name).Where(key => !known.Contains(key, StringComparer.Ordinal))];
            return keys.Length == 0 ? "text" : string.Join(", ", Nearest.To(keys[0], known, 2));
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
}
