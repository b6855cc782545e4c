using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>Writes a tokenizer whose tokens are the words and marks of both languages. Every text ends with a token that says so.</summary>
internal static class TranslationTokenizer
{
    /// <summary>What a decoder reads first.</summary>
    public const string Beginning = "<s>";

    /// <summary>What fills short rows of a batch.</summary>
    public const string Padding = "<pad>";

    /// <summary>What ends every text.</summary>
    public const string End = "</s>";

    private const string Unknown = "<unk>";

    private static readonly ImmutableArray<string> Special = [Beginning, Padding, End, Unknown];

    private static readonly ImmutableArray<(string Role, string Token)> Roles =
        [("bos_token", Beginning), ("eos_token", End), ("pad_token", Padding), ("unk_token", Unknown)];

    /// <summary>The tokens in the order of their ids.</summary>
    public static ImmutableArray<string> Vocabulary { get; } = [.. Special, .. SentenceLexicon.Words];

    /// <summary>The id of a token.</summary>
    /// <param name="token">The token.</param>
    public static int IdOf(string token) => Vocabulary.IndexOf(token);

    /// <summary>The files.</summary>
    /// <param name="maxLength">The most tokens of a text.</param>
    /// <returns>The names and contents.</returns>
    public static IReadOnlyDictionary<string, byte[]> Files(int maxLength) =>
        new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["special_tokens_map.json"] = JsonText.Write(WriteRoles),
            ["tokenizer.json"] = JsonText.Write(WriteTokenizer),
            ["tokenizer_config.json"] = JsonText.Write(json =>
            {
                WriteRoles(json);
                json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
                json.WriteBoolean("clean_up_tokenization_spaces", false);
                json.WriteNumber("model_max_length", maxLength);
            }),
        };

    private static void WriteRoles(Utf8JsonWriter json)
    {
        foreach ((string role, string token) in Roles)
        {
            json.WriteString(role, token);
        }
    }

    private static void WriteTokenizer(Utf8JsonWriter json)
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAddedTokens(json);
        json.WriteNull("normalizer");
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Whitespace");
        json.WriteEndObject();
        WriteTemplates(json);
        json.WriteNull("decoder");
        json.WriteStartObject("model");
        json.WriteString("type", "WordLevel");
        json.WriteStartObject("vocab");
        for (int id = 0; id < Vocabulary.Length; id++)
        {
            json.WriteNumber(Vocabulary[id], id);
        }

        json.WriteEndObject();
        json.WriteString("unk_token", Unknown);
        json.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter json)
    {
        json.WriteStartArray("added_tokens");
        for (int id = 0; id < Special.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", Special[id]);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", false);
            json.WriteBoolean("rstrip", false);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTemplates(Utf8JsonWriter json)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        WriteTemplate(json, "single", ("Sequence", "A"), ("SpecialToken", End));
        WriteTemplate(json, "pair", ("Sequence", "A"), ("SpecialToken", End), ("Sequence", "B"), ("SpecialToken", End));
        json.WriteStartObject("special_tokens");
        json.WriteStartObject(End);
        json.WriteString("id", End);
        json.WriteStartArray("ids");
        json.WriteNumberValue(IdOf(End));
        json.WriteEndArray();
        json.WriteStartArray("tokens");
        json.WriteStringValue(End);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Kind, string Id)> parts)
    {
        json.WriteStartArray(name);
        foreach ((string kind, string id) in parts)
        {
            json.WriteStartObject();
            json.WriteStartObject(kind);
            json.WriteString("id", id);
            json.WriteNumber("type_id", 0);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
