using System.Text.Json;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Writes small tokenizer.json files around the component under test.</summary>
internal static class TokenizerJsonText
{
    public const string WordLevel = """{"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "a": 1, "b": 2}}""";

    /// <summary>A vocabulary of the 256 bytes, so that decoding shows what normalization made of a text.</summary>
    public static string Bytes { get; } = WriteBytes();

    public static string Write(
        string model = WordLevel, string normalizer = "null", string preTokenizer = "null", string postProcessor = "null", string decoder = "null", string addedTokens = "[]") =>
        $$"""
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": {{addedTokens}}, "normalizer": {{normalizer}},
         "pre_tokenizer": {{preTokenizer}}, "post_processor": {{postProcessor}}, "decoder": {{decoder}}, "model": {{model}}}
        """;

    public static Tokenizer Load(string json)
    {
        using TokenizerFolderBuilder folder = new();
        return folder.With("tokenizer.json", json).Load();
    }

    /// <summary>The text after a normalizer.</summary>
    public static string Normalized(string normalizer, string text)
    {
        const string ByteLevel = """{"type": "ByteLevel", "add_prefix_space": false}""";
        Tokenizer tokenizer = Load(Write(Bytes, normalizer, ByteLevel, decoder: ByteLevel));
        return tokenizer.Decode(tokenizer.Encode(text).Ids.AsSpan(), skipSpecialTokens: false);
    }

    /// <summary>The pieces of a text, seen through a vocabulary that knows nothing.</summary>
    public static string[] Pieces(string preTokenizer, string text) =>
        [.. Load(Write(preTokenizer: preTokenizer)).Encode(text).Tokens.Select(token => text[token.Source])];

    private static string WriteBytes()
    {
        Dictionary<string, int> vocabulary = [];
        for (int value = 0, next = 0x100; value < 256; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            vocabulary.Add(((char)(printable ? value : next++)).ToString(), value);
        }

        return $$"""{"type": "BPE", "vocab": {{JsonSerializer.Serialize(vocabulary)}}, "merges": []}""";
    }
}
