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

    private static void WriteRoles(Utf8JsonWriter json) => TokenizerJson.WriteRoles(json, Roles);

    private static void WriteTokenizer(Utf8JsonWriter json)
    {
        TokenizerJson.WriteStart(json, Special);
        json.WriteNull("normalizer");
        TokenizerJson.WriteType(json, "pre_tokenizer", "Whitespace");
        TokenizerJson.WriteTemplates(json, Special, [("A", 0), (End, 0)], [("A", 0), (End, 0), ("B", 0), (End, 0)]);
        json.WriteNull("decoder");
        TokenizerJson.WriteWordLevel(json, Vocabulary, Unknown);
    }
}
