using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>Writes a lower-casing WordPiece tokenizer in all the files that readers look for; each file alone gives the same
/// tokens.</summary>
internal static class WordPieceFiles
{
    private const int LongestWord = 100;

    private static readonly ImmutableArray<(string Role, string Token)> Roles =
        [("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]")];

    /// <summary>The files.</summary>
    /// <param name="vocabulary">The tokens in the order of their ids; the special ones come first.</param>
    /// <param name="maxLength">The most tokens of an input.</param>
    /// <returns>The names and contents.</returns>
    public static IReadOnlyDictionary<string, byte[]> Of(ImmutableArray<string> vocabulary, int maxLength) =>
        new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["vocab.txt"] = JsonText.Utf8.GetBytes(string.Concat(vocabulary.Select(token => $"{token}\n"))),
            ["special_tokens_map.json"] = JsonText.Write(WriteRoles),
            ["tokenizer_config.json"] = JsonText.Write(json =>
            {
                WriteRoles(json);
                json.WriteString("tokenizer_class", "BertTokenizer");
                json.WriteBoolean("do_lower_case", true);
                json.WriteBoolean("do_basic_tokenize", true);
                json.WriteBoolean("tokenize_chinese_chars", true);
                json.WriteNull("strip_accents");
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
        json.WriteStartObject("normalizer");
        json.WriteString("type", "BertNormalizer");
        json.WriteBoolean("clean_text", true);
        json.WriteBoolean("handle_chinese_chars", true);
        json.WriteNull("strip_accents");
        json.WriteBoolean("lowercase", true);
        json.WriteEndObject();
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "BertPreTokenizer");
        json.WriteEndObject();
        WriteTemplates(json, vocabulary);
        json.WriteStartObject("decoder");
        json.WriteString("type", "WordPiece");
        json.WriteString("prefix", WordPieceVocabulary.Continuation);
        json.WriteBoolean("cleanup", true);
        json.WriteEndObject();
        json.WriteStartObject("model");
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", "[UNK]");
        json.WriteString("continuing_subword_prefix", WordPieceVocabulary.Continuation);
        json.WriteNumber("max_input_chars_per_word", LongestWord);
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Length; id++)
        {
            json.WriteNumber(vocabulary[id], id);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter json)
    {
        json.WriteStartArray("added_tokens");
        for (int id = 0; id < WordPieceVocabulary.Special.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", WordPieceVocabulary.Special[id]);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", false);
            json.WriteBoolean("rstrip", false);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTemplates(Utf8JsonWriter json, ImmutableArray<string> vocabulary)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        WriteTemplate(json, "single", ("SpecialToken", "[CLS]", 0), ("Sequence", "A", 0), ("SpecialToken", "[SEP]", 0));
        WriteTemplate(
            json,
            "pair",
            ("SpecialToken", "[CLS]", 0),
            ("Sequence", "A", 0),
            ("SpecialToken", "[SEP]", 0),
            ("Sequence", "B", 1),
            ("SpecialToken", "[SEP]", 1));
        json.WriteStartObject("special_tokens");
        foreach (string token in (ReadOnlySpan<string>)["[CLS]", "[SEP]"])
        {
            json.WriteStartObject(token);
            json.WriteString("id", token);
            json.WriteStartArray("ids");
            json.WriteNumberValue(vocabulary.IndexOf(token));
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            json.WriteStringValue(token);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Kind, string Id, int Type)> parts)
    {
        json.WriteStartArray(name);
        foreach ((string kind, string id, int type) in parts)
        {
            json.WriteStartObject();
            json.WriteStartObject(kind);
            json.WriteString("id", id);
            json.WriteNumber("type_id", type);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
