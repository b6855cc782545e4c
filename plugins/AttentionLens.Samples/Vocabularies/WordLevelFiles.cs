using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>Writes a lower-casing tokenizer with one token to a word, which puts <see cref="End"/> before a text.</summary>
internal static class WordLevelFiles
{
    /// <summary>Stands before a text and behind it; its id is 0.</summary>
    public const string End = "<|endoftext|>";

    /// <summary>Stands for every word that the vocabulary lacks; its id is 1.</summary>
    public const string Unknown = "<unk>";

    private static readonly ImmutableArray<(string Role, string Token)> Roles =
        [("bos_token", End), ("eos_token", End), ("unk_token", Unknown)];

    /// <summary>The special tokens, whose ids are their places here.</summary>
    public static ImmutableArray<string> Special { get; } = [End, Unknown];

    /// <summary>The files.</summary>
    /// <param name="vocabulary">The tokens in the order of their ids; the special ones come first.</param>
    /// <param name="maxLength">The most tokens of an input.</param>
    /// <returns>The names and contents.</returns>
    public static IReadOnlyDictionary<string, byte[]> Of(ImmutableArray<string> vocabulary, int maxLength) =>
        new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["special_tokens_map.json"] = JsonText.Write(WriteRoles),
            ["tokenizer_config.json"] = JsonText.Write(json =>
            {
                WriteRoles(json);
                json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
                json.WriteBoolean("clean_up_tokenization_spaces", true);
                json.WriteNumber("model_max_length", maxLength);
            }),
            ["tokenizer.json"] = JsonText.Write(json => WriteTokenizer(json, vocabulary)),
        };

    private static void WriteRoles(Utf8JsonWriter json)
    {
        foreach ((string role, string token) in Roles)
        {
            json.WriteString(role, token);
        }
    }

    private static void WriteTokenizer(Utf8JsonWriter json, ImmutableArray<string> vocabulary)
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAddedTokens(json);
        WriteType(json, "normalizer", "Lowercase");
        WriteType(json, "pre_tokenizer", "Whitespace");
        WriteTemplates(json);
        json.WriteNull("decoder");
        json.WriteStartObject("model");
        json.WriteString("type", "WordLevel");
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Length; id++)
        {
            json.WriteNumber(vocabulary[id], id);
        }

        json.WriteEndObject();
        json.WriteString("unk_token", Unknown);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
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
        WriteTemplate(json, "single", ("SpecialToken", End), ("Sequence", "A"));
        WriteTemplate(json, "pair", ("SpecialToken", End), ("Sequence", "A"), ("SpecialToken", End), ("Sequence", "B"));
        json.WriteStartObject("special_tokens");
        json.WriteStartObject(End);
        json.WriteString("id", End);
        json.WriteStartArray("ids");
        json.WriteNumberValue(Special.IndexOf(End));
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
