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

    private static void WriteRoles(Utf8JsonWriter json) => TokenizerJson.WriteRoles(json, Roles);

    private static void WriteTokenizer(Utf8JsonWriter json, ImmutableArray<string> vocabulary)
    {
        TokenizerJson.WriteStart(json, Special);
        TokenizerJson.WriteType(json, "normalizer", "Lowercase");
        TokenizerJson.WriteType(json, "pre_tokenizer", "Whitespace");
        TokenizerJson.WriteTemplates(json, Special, [(End, 0), ("A", 0)], [(End, 0), ("A", 0), (End, 0), ("B", 0)]);
        json.WriteNull("decoder");
        TokenizerJson.WriteWordLevel(json, vocabulary, Unknown);
    }
}
