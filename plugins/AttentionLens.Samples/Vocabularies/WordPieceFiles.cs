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

    private static void WriteRoles(Utf8JsonWriter json) => TokenizerJson.WriteRoles(json, Roles);

    private static void WriteTokenizer(Utf8JsonWriter json, ImmutableArray<string> vocabulary)
    {
        TokenizerJson.WriteStart(json, WordPieceVocabulary.Special);
        json.WriteStartObject("normalizer");
        json.WriteString("type", "BertNormalizer");
        json.WriteBoolean("clean_text", true);
        json.WriteBoolean("handle_chinese_chars", true);
        json.WriteNull("strip_accents");
        json.WriteBoolean("lowercase", true);
        json.WriteEndObject();
        TokenizerJson.WriteType(json, "pre_tokenizer", "BertPreTokenizer");
        TokenizerJson.WriteTemplates(
            json, WordPieceVocabulary.Special, [("[CLS]", 0), ("A", 0), ("[SEP]", 0)], [("[CLS]", 0), ("A", 0), ("[SEP]", 0), ("B", 1), ("[SEP]", 1)]);
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
        TokenizerJson.WriteVocabulary(json, vocabulary);
        json.WriteEndObject();
    }
}
