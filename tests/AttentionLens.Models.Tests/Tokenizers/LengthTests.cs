using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class LengthTests
{
    private const string Template = """{"type": "BertProcessing", "sep": ["</s>", 4], "cls": ["<s>", 3]}""";

    private const string Model = """{"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "a": 1, "b": 2, "<s>": 3, "</s>": 4, "[PAD]": 5}}""";

    [Fact]
    public void Encode_LongestFirst_TakesTurnsFromTheSecondAtATie()
    {
        Tokenizer tokenizer = Load();
        for (int first = 0; first < 7; first++)
        {
            for (int second = 0; second < 7; second++)
            {
                for (int room = 0; room < 15; room++)
                {
                    (int left, int right) = (first, second);
                    while (left + right > room)
                    {
                        (left, right) = left > right ? (left - 1, right) : (left, right - 1);
                    }

                    Tokenization actual = tokenizer.Encode(Repeat("a", first), Repeat("b", second), new TokenizeOptions { MaxLength = room + 3 });
                    Assert.Equal((left, right), (actual.Ids.Count(id => id == 1), actual.Ids.Count(id => id == 2)));
                    Assert.Equal(left + right < first + second, actual.Truncated);
                }
            }
        }
    }

    [Theory]
    [InlineData(TruncationStrategy.OnlyFirst, 8, "3 1 4 2 2 2 2 4")]
    [InlineData(TruncationStrategy.OnlySecond, 8, "3 1 1 1 4 2 2 4")]
    public void Encode_OneSidedTruncation_CutsOnlyThatText(TruncationStrategy strategy, int length, string expected)
    {
        Tokenization actual = Load().Encode("a a a", "b b b b", new TokenizeOptions { MaxLength = length, Truncation = strategy });

        Assert.Equal(expected, string.Join(' ', actual.Ids));
    }

    [Fact]
    public void Encode_TruncationThatCannotReachTheLength_IsAnError()
    {
        Tokenizer tokenizer = Load();

        LensInputException error = Assert.Throws<LensInputException>(
            () => tokenizer.Encode("a", "b b b b", new TokenizeOptions { MaxLength = 5, Truncation = TruncationStrategy.OnlyFirst }));
        Assert.Contains("OnlyFirst", error.Message, StringComparison.Ordinal);
        Assert.Throws<LensInputException>(() => tokenizer.Encode("a", options: new TokenizeOptions { MaxLength = 9, PadToLength = -1 }));
        error = Assert.Throws<LensInputException>(() => tokenizer.Encode("a", "b", new TokenizeOptions { MaxLength = 2 }));
        Assert.Contains("at least 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_LeftSides_CutAndPadAtTheBeginning()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("tokenizer.json", TokenizerJsonText.Write(Model, preTokenizer: """{"type": "Whitespace"}""", postProcessor: Template, addedTokens: """[{"id": 5, "content": "[PAD]", "special": true}]"""))
            .With("tokenizer_config.json", """{"truncation_side": "left", "padding_side": "left", "model_max_length": 1000000000000000019884624838656}""")
            .Load();

        Tokenization cut = tokenizer.Encode("a a b", options: new TokenizeOptions { MaxLength = 4, PadToLength = 6 });

        Assert.Equal<int>([5, 5, 3, 1, 2, 4], cut.Ids);
        Assert.Equal<int>([0, 0, 1, 1, 1, 1], cut.AttentionMask);
        Assert.Equal<int>([-1, -1, -1, 0, 0, -1], cut.SequenceIds);
        Assert.True(cut.Truncated);
        Assert.Null(tokenizer.ModelMaxLength);
    }

    [Fact]
    public void Encode_Padding_NeverShortensAndOnlyAppends()
    {
        Tokenizer tokenizer = Load();
        Tokenization plain = tokenizer.Encode("a b");
        for (int length = 0; length < 9; length++)
        {
            Tokenization padded = tokenizer.Encode("a b", options: new TokenizeOptions { PadToLength = length });
            Assert.Equal(Math.Max(length, plain.Tokens.Length), padded.Tokens.Length);
            Assert.Equal(plain.Ids, padded.Ids.Take(plain.Tokens.Length));
            Assert.All(padded.Ids.Skip(plain.Tokens.Length), id => Assert.Equal(tokenizer.PaddingId, id));
            Assert.Equal(plain.Tokens.Length, padded.AttentionMask.Sum());
        }
    }

    [Fact]
    public void Encode_PaddingWithoutPaddingToken_IsAnError()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write());

        Assert.Single(tokenizer.Encode("a", options: new TokenizeOptions { PadToLength = 1 }).Tokens);
        LensInputException error = Assert.Throws<LensInputException>(() => tokenizer.Encode("a", options: new TokenizeOptions { PadToLength = 2 }));
        Assert.Contains("padding token", error.Message, StringComparison.Ordinal);
    }

    private static Tokenizer Load() => TokenizerJsonText.Load(TokenizerJsonText.Write(
        Model, preTokenizer: """{"type": "Whitespace"}""", postProcessor: Template, addedTokens: """[{"id": 5, "content": "[PAD]", "special": true}]"""));

    private static string Repeat(string word, int count) => string.Join(' ', Enumerable.Repeat(word, count));
}
