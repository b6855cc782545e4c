using System.Collections.Immutable;
using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Inputs;

/// <summary>Inputs that a model cannot take are one line that says which and why.</summary>
public sealed class InputTests : BertTest
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\nc\n##d";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "neither", "neither a text nor ids", "one of them" },
        { "both", "both a text and ids", "one of them" },
        { "ids and a pair", "second text", "beside a text" },
        { "text and a mask", "mask", "beside ids" },
        { "text and types", "token types", "beside ids" },
        { "no ids", "no tokens", "at least one" },
        { "id too large", "token id 17", "0 to 16" },
        { "id negative", "token id -1", "0 to 16" },
        { "too long", "12 tokens", "at most 11" },
        { "mask of zeros", "hides every token", "at least one" },
        { "mask too short", "2 mask entries for 3 ids", "one for each" },
        { "types too many", "4 token types for 3 ids", "one for each" },
        { "type too large", "token type 2", "0 to 1" },
        { "type negative", "token type -1", "0 to 1" },
        { "labels too few", "2 labels for 3 tokens", "one for each" },
        { "labels too many", "4 labels for 3 tokens", "one for each" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Encode_InputThatCannotBeUsed_IsRefused(string name, string found, string expected)
    {
        TransformerModel model = Load("BertForTokenClassification");
        LensInput input = Bad(name);

        AssertRefused(() => model.Inputs.Encode(41, input, new EncodeOptions()), "41", found, expected);
        AssertRefused(() => model.Inputs.Encode(41, input with { Id = "na\nme" }, new EncodeOptions()), "na", found, expected);
    }

    [Fact]
    public void Encode_TextWithoutTokenizer_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");

        AssertRefused(() => model.Inputs.Encode(0, new LensInput { Text = "a" }, new EncodeOptions()), "no tokenizer", "tokenizer.json");
    }

    [Fact]
    public void Encode_TooLongButMayBeCut_IsCut()
    {
        TransformerModel model = Load("BertForMaskedLM");
        LensInput input = new() { Ids = [.. Enumerable.Range(0, 17)], TokenTypes = [.. new int[17]] };

        EncodedExample example = model.Inputs.Encode(0, input, new EncodeOptions { Truncate = true });

        Assert.Equal(Enumerable.Range(0, 11), example.Tokens.Select(token => token.Id));
        Assert.Equal(11, model.Inputs.MaxLength);
    }

    [Fact]
    public void Encode_CutToWhatTheMaskHides_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        LensInput input = new() { Ids = [.. new int[13]], AttentionMask = [.. Enumerable.Range(0, 13).Select(position => position > 11)] };

        AssertRefused(() => model.Inputs.Encode(0, input, new EncodeOptions { Truncate = true }), "hides every token");
    }

    [Fact]
    public void Encode_Pair_HasTypesAndSources()
    {
        using BertFolder folder = new("BertForMaskedLM");
        folder.Write("vocab.txt", Vocabulary);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        EncodedExample example = model.Inputs.Encode(3, new LensInput { Text = "a bd", TextPair = "C" }, new EncodeOptions());

        Assert.Equal(["[CLS]", "a", "b", "##d", "[SEP]", "c", "[SEP]"], example.Tokens.Select(token => token.Text));
        Assert.Equal([0, 0, 0, 0, 0, 1, 1], example.TokenTypes.ToArray());
        Assert.All(example.Mask, Assert.True);
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Encode_ModelWithOneTokenType_HasZeros()
    {
        using BertFolder folder = new("BertForMaskedLM", ("type_vocab_size", 1));
        folder.Write("vocab.txt", Vocabulary);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.All(model.Inputs.Encode(3, new LensInput { Text = "a", TextPair = "b" }, new EncodeOptions()).TokenTypes, type => Assert.Equal(0, type));
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Encode_TokenizerLargerThanTheModel_IsRefusedWhereItMatters()
    {
        using BertFolder folder = new("BertForMaskedLM", ("vocab_size", 7));
        folder.Write("vocab.txt", Vocabulary);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.Equal(4, model.Inputs.Encode(0, new LensInput { Text = "a b" }, new EncodeOptions()).Length);
        AssertRefused(() => model.Inputs.Encode(0, new LensInput { Text = "a c" }, new EncodeOptions()), "token id 7", "0 to 6");
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Encode_TokenizerGivesATypeThatTheModelDoesNotHave_IsRefused()
    {
        using BertFolder folder = new("BertForMaskedLM");
        folder.Write("tokenizer.json", """
            {
              "model": { "type": "WordLevel", "vocab": { "a": 0, "b": 1 }, "unk_token": "a" },
              "post_processor": {
                "type": "TemplateProcessing",
                "single": [{ "Sequence": { "id": "A", "type_id": 5 } }],
                "pair": [{ "Sequence": { "id": "A", "type_id": 0 } }, { "Sequence": { "id": "B", "type_id": 1 } }],
                "special_tokens": {}
              }
            }
            """);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        AssertRefused(() => model.Inputs.Encode(0, new LensInput { Text = "a" }, new EncodeOptions()), "token type 5", "0 to 1");
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Encode_NoSpecialTokensAndNoText_IsRefused()
    {
        using BertFolder folder = new("BertForMaskedLM");
        folder.Write("vocab.txt", Vocabulary);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.Equal(2, model.Inputs.Encode(0, new LensInput { Text = string.Empty }, new EncodeOptions()).Length);
        AssertRefused(() => model.Inputs.Encode(0, new LensInput { Text = " " }, new EncodeOptions { AddSpecialTokens = false }), "no tokens");
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Encode_Ids_HaveTheTokenizersTexts()
    {
        using BertFolder folder = new("BertForMaskedLM");
        folder.Write("vocab.txt", Vocabulary);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        EncodedExample example = model.Inputs.Encode(0, new LensInput { Ids = [2, 8, 16] }, new EncodeOptions());

        Assert.Equal(["[CLS]", "##d", "#16"], example.Tokens.Select(token => token.Text));
        Assert.Equal([true, false, false], example.Tokens.Select(token => token.IsSpecial));
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Collate_OtherLengths_PadsOnTheRight()
    {
        using BertFolder folder = new("BertForMaskedLM", ("pad_token_id", 6));
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        InputBatch batch = SmallBert.Batch(model, [new LensInput { Ids = [1, 2, 3] }, new LensInput { Ids = [4], TokenTypes = [1] }]);

        Assert.Equal((2, 3), (batch.Size, batch.Length));
        Assert.Equal([4, 6, 6], batch.Examples[1].Tokens.Select(token => token.Id));
        Assert.Equal([1, 0, 0], batch.Examples[1].TokenTypes.ToArray());
        Assert.Equal([true, false, false], batch.Examples[1].Mask.ToArray());
        Assert.Equal((0, 1), (batch.Examples[1].Start, batch.Examples[1].Length));
        AssertRefused(() => model.Inputs.Collate([]), "no examples");
        SmallBert.Dispose(model);
    }

    private static LensInput Bad(string name)
    {
        LensInput ids = new() { Ids = [1, 2, 3] };
        LensInput text = new() { Text = "a" };
        return name switch
        {
            "neither" => new LensInput(),
            "both" => ids with { Text = "a" },
            "ids and a pair" => ids with { TextPair = "b" },
            "text and a mask" => text with { AttentionMask = [true] },
            "text and types" => text with { TokenTypes = [0] },
            "no ids" => new LensInput { Ids = [] },
            "id too large" => new LensInput { Ids = [1, 17] },
            "id negative" => new LensInput { Ids = [-1] },
            "too long" => new LensInput { Ids = [.. Enumerable.Repeat(1, 12)] },
            "mask of zeros" => ids with { AttentionMask = [false, false, false] },
            "mask too short" => ids with { AttentionMask = [true, true] },
            "types too many" => ids with { TokenTypes = [0, 0, 0, 0] },
            "type too large" => ids with { TokenTypes = [0, 2, 0] },
            "type negative" => ids with { TokenTypes = [0, -1, 0] },
            "labels too few" => ids with { Labels = [0, 0] },
            "labels too many" => ids with { Labels = ImmutableArray.Create(0, 0, 0, 0) },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "An input of the table was expected."),
        };
    }
}
