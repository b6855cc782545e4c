using System.Text.Json;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class TokenizerReferenceTests
{
    private static readonly TokenizeOptions Bare = new() { AddSpecialTokens = false };

    public static TheoryData<string, string, int> Routes { get; } = new()
    {
        { "bert_uncased", "vocab.txt", 300 },
        { "small_wp_cased", "vocab.txt", 200 },
        { "small_wp_cased", "tokenizer.json", 200 },
        { "small_wp_lower", "vocab.txt", 200 },
        { "small_wp_lower", "tokenizer.json", 200 },
        { "gpt2", "vocab.json", 300 },
        { "small_bpe", "vocab.json", 200 },
        { "small_bpe", "tokenizer.json", 200 },
        { "small_bpe_prefix", "vocab.json", 200 },
        { "small_bpe_prefix", "tokenizer.json", 200 },
    };

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [MemberData(nameof(Routes))]
    public void Encode_EveryRecordedText_GivesTheReferenceTokens(string name, string file, int atLeast)
    {
        Tokenizer tokenizer = ReferenceTokenizers.Load(name, file);
        Mismatches mismatches = new();
        foreach (JsonElement recorded in ReferenceTokenizers.Cases(name).GetProperty("cases").EnumerateArray())
        {
            string text = recorded.GetProperty("text").GetString()!;
            Tokenization actual = tokenizer.Encode(text, options: Bare);
            mismatches.Compare($"ids of '{text}'", ReferenceTokenizers.Numbers(recorded.GetProperty("ids")), actual.Ids);
            if (recorded.TryGetProperty("tokens", out JsonElement tokens))
            {
                mismatches.Compare($"tokens of '{text}'", ReferenceTokenizers.Texts(tokens), actual.Tokens.Select(token => token.Text));
            }

            if (recorded.TryGetProperty("offsets", out JsonElement offsets) && offsets.ValueKind == JsonValueKind.Array)
            {
                mismatches.Compare(
                    $"offsets of '{text}'",
                    offsets.EnumerateArray().Select(span => $"{span[0].GetInt32()}..{span[1].GetInt32()}"),
                    actual.Tokens.Select(token => $"{token.Source.Start.Value}..{token.Source.End.Value}"));
            }

            if (recorded.TryGetProperty("roundtrip", out JsonElement roundtrip) && roundtrip.GetBoolean())
            {
                mismatches.Compare($"decoded ids of '{text}'", text, tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens: false));
            }

            if (recorded.TryGetProperty("decoded", out JsonElement decoded))
            {
                mismatches.Compare($"decoded ids of '{text}'", decoded.GetString()!, tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens: false));
            }
        }

        mismatches.AssertNone(atLeast);
    }

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [InlineData("bert_uncased", "vocab.txt")]
    [InlineData("small_wp_cased", "vocab.txt")]
    [InlineData("small_wp_cased", "tokenizer.json")]
    [InlineData("small_wp_lower", "vocab.txt")]
    [InlineData("small_wp_lower", "tokenizer.json")]
    public void Encode_EveryRecordedPair_GivesTheReferenceIdsTypesAndMask(string name, string file)
    {
        Tokenizer tokenizer = ReferenceTokenizers.Load(name, file);
        JsonElement cases = ReferenceTokenizers.Cases(name);
        Mismatches mismatches = new();
        foreach (JsonElement recorded in cases.GetProperty("pairs").EnumerateArray().Concat(cases.GetProperty("truncation").EnumerateArray()))
        {
            TokenizeOptions options = new();
            if (recorded.TryGetProperty("max_length", out JsonElement length))
            {
                Assert.Equal("longest_first", recorded.GetProperty("truncation").GetString());
                Assert.Equal("max_length", recorded.GetProperty("padding").GetString());
                options = new TokenizeOptions { MaxLength = length.GetInt32(), PadToLength = length.GetInt32() };
            }

            string first = recorded.GetProperty("a").GetString()!;
            string second = recorded.GetProperty("b").GetString()!;
            string what = $"'{first}' and '{second}' in {options.MaxLength}";
            Tokenization actual = tokenizer.Encode(first, second, options);
            mismatches.Compare($"ids of {what}", ReferenceTokenizers.Numbers(recorded.GetProperty("ids")), actual.Ids);
            mismatches.Compare($"types of {what}", ReferenceTokenizers.Numbers(recorded.GetProperty("token_type_ids")), actual.TypeIds);
            if (recorded.TryGetProperty("attention_mask", out JsonElement mask))
            {
                mismatches.Compare($"mask of {what}", ReferenceTokenizers.Numbers(mask), actual.AttentionMask);
            }
        }

        mismatches.AssertNone(atLeast: 100);
    }

    [ReferenceTheory("datasets/tokenizer-files")]
    [InlineData("bert-base-uncased", true)]
    [InlineData("gpt2", false)]
    public void Encode_PublishedVocabulary_GivesTheReferenceIds(string name, bool addSpecialTokens)
    {
        string folder = ReferenceData.At($"datasets/tokenizer-files/{name}");
        Tokenizer tokenizer = Tokenizer.Load(folder);
        Mismatches mismatches = new();
        foreach (JsonElement recorded in ReferenceTokenizers.Json(Path.Combine(folder, "reference.json")).GetProperty("examples").EnumerateArray())
        {
            string text = recorded.GetProperty("text").GetString()!;
            Tokenization actual = tokenizer.Encode(text, options: new TokenizeOptions { AddSpecialTokens = addSpecialTokens });
            mismatches.Compare($"ids of '{text}'", ReferenceTokenizers.Numbers(recorded.GetProperty("ids")), actual.Ids);
            if (recorded.TryGetProperty("tokens", out JsonElement tokens))
            {
                mismatches.Compare($"tokens of '{text}'", ReferenceTokenizers.Texts(tokens), actual.Tokens.Select(token => token.Text));
            }
        }

        mismatches.AssertNone(atLeast: 8);
    }

    [ReferenceFact("real-models/bert-ticket-classifier")]
    public void Encode_WordLevelModel_GivesTheReferenceIds()
    {
        string folder = ReferenceData.At("real-models/bert-ticket-classifier");
        Tokenizer tokenizer = Tokenizer.Load(folder);
        Mismatches mismatches = new();
        foreach (JsonElement recorded in ReferenceTokenizers.Json(Path.Combine(folder, "reference.json")).GetProperty("examples").EnumerateArray())
        {
            string text = recorded.GetProperty("text").GetString()!;
            mismatches.Compare($"ids of '{text}'", ReferenceTokenizers.Numbers(recorded.GetProperty("input_ids")), tokenizer.Encode(text).Ids);
        }

        mismatches.AssertNone(atLeast: 36);
        Assert.Equal(160, tokenizer.ModelMaxLength);
        Assert.Equal(96, tokenizer.Truncation.MaxLength);
        Assert.Equal(96, tokenizer.Padding.Length);
        Assert.Equal(424, tokenizer.VocabularySize);
    }
}
