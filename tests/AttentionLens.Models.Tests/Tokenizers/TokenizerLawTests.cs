using System.Text;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class TokenizerLawTests
{
    private const int Texts = 1500;

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [InlineData("bert_uncased", "vocab.txt")]
    [InlineData("small_wp_cased", "tokenizer.json")]
    [InlineData("gpt2", "vocab.json")]
    [InlineData("small_bpe_prefix", "tokenizer.json")]
    public void Encode_AnyText_StaysWithinTextAndVocabulary(string name, string file)
    {
        Tokenizer tokenizer = ReferenceTokenizers.Load(name, file);
        Random random = new(5);
        int encoded = 0;
        for (int i = 0; i < Texts; i++)
        {
            string text = RandomText(random);
            string pair = RandomText(random);
            int? length = random.Next(3) == 0 ? random.Next(3, 12) : null;
            Tokenization tokens;
            try
            {
                tokens = tokenizer.Encode(text, pair, new TokenizeOptions { MaxLength = length });
            }
            catch (LensInputException error)
            {
                Assert.Contains("surrogate", error.Message, StringComparison.Ordinal);
                continue;
            }

            encoded++;
            Assert.Equal(tokens.Tokens.Length, tokens.TypeIds.Length);
            Assert.Equal(tokens.Tokens.Length, tokens.SequenceIds.Length);
            Assert.True(length is null || tokens.Tokens.Length <= length);
            int[] last = [0, 0];
            foreach ((LensToken token, int sequence) in tokens.Tokens.Zip(tokens.SequenceIds))
            {
                Assert.InRange(token.Id, 0, tokenizer.VocabularySize - 1);
                (int start, int end) = (token.Source.Start.Value, token.Source.End.Value);
                if (sequence < 0)
                {
                    Assert.Equal(0..0, token.Source);
                    continue;
                }

                // Spans may overlap (bytes of one character), and reordered marks may reach back, but never before a token's start.
                Assert.InRange(end, start, (sequence == 0 ? text : pair).Length);
                Assert.True(start >= last[sequence], $"token {token.Text} of '{text}' starts before its predecessor");
                last[sequence] = start;
            }
        }

        Assert.True(encoded > Texts / 2);
    }

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [InlineData("gpt2", "vocab.json")]
    [InlineData("small_bpe", "tokenizer.json")]
    public void Decode_EncodedText_IsTheText(string name, string file)
    {
        Tokenizer tokenizer = ReferenceTokenizers.Load(name, file);
        Random random = new(6);
        for (int i = 0; i < Texts; i++)
        {
            string text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(RandomText(random)));
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids.AsSpan(), skipSpecialTokens: false));
        }
    }

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [InlineData("small_wp_cased", "vocab.txt")]
    [InlineData("small_wp_lower", "vocab.txt")]
    [InlineData("small_bpe", "vocab.json")]
    [InlineData("small_bpe_prefix", "vocab.json")]
    public void Encode_BothKindsOfFiles_GiveTheSameTokens(string name, string file)
    {
        Tokenizer first = ReferenceTokenizers.Load(name, file);
        Tokenizer second = ReferenceTokenizers.Load(name, "tokenizer.json");
        Random random = new(7);
        for (int i = 0; i < Texts; i++)
        {
            string text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(RandomText(random)));
            Assert.Equal<LensToken>(first.Encode(text).Tokens, second.Encode(text).Tokens);
        }
    }

    [ReferenceTheory(ReferenceTokenizers.Root)]
    [InlineData("bert_uncased", "vocab.txt", 'a')]
    [InlineData("bert_uncased", "vocab.txt", '\u0301')]
    [InlineData("bert_uncased", "vocab.txt", '\u4e00')]
    [InlineData("small_wp_cased", "tokenizer.json", '\u0315')]
    [InlineData("gpt2", "vocab.json", 'a')]
    [InlineData("gpt2", "vocab.json", ' ')]
    public void Encode_MegabyteOfOneCharacter_TakesLinearTime(string name, string file, char character)
    {
        Tokenizer tokenizer = ReferenceTokenizers.Load(name, file);
        string text = new(character, 1 << 20);

        Task<Tokenization> encoding = Task.Run(() => tokenizer.Encode("b" + text));

        // Quadratic time would be hours.
        Assert.True(encoding.Wait(TimeSpan.FromSeconds(60)));
        Assert.True(encoding.Result.Tokens.Length > 0);
    }

    [Fact]
    public void Encode_AlternatingMarks_SortsThemInLinearTime()
    {
        StringBuilder text = new("a");
        for (int i = 0; i < 1 << 18; i++)
        {
            text.Append("\u0301\u0323");
        }

        string actual = TokenizerJsonText.Normalized("""{"type": "NFD"}""", text.ToString());

        Assert.Equal("a" + new string('\u0323', 1 << 18) + new string('\u0301', 1 << 18), actual);
    }

    [Fact]
    public void Encode_HalfASurrogatePair_IsDroppedOrNamed()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer words = folder.With("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nab\n").Load();
        Assert.Equal<int>([1, 3, 2], words.Encode("a\ud800b\0").Ids);

        Tokenizer bytes = TokenizerJsonText.Load(TokenizerJsonText.Write(TokenizerJsonText.Bytes, preTokenizer: """{"type": "ByteLevel", "add_prefix_space": false}"""));
        LensInputException error = Assert.Throws<LensInputException>(() => bytes.Encode("ab\udc00"));
        Assert.Contains("U+DC00, at 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encode_ManyThreads_GiveTheSameTokens()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(TokenizerJsonText.Bytes, """{"type": "NFKD"}""", """{"type": "ByteLevel"}"""));
        string text = string.Concat(Enumerable.Range(0, 400).Select(i => char.ConvertFromUtf32(0xA0 + (37 * i))));
        Tokenization expected = tokenizer.Encode(text);

        Tokenization[] actual = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => tokenizer.Encode(text))));

        Assert.All(actual, tokens => Assert.Equal<LensToken>(expected.Tokens, tokens.Tokens));
    }

    private static string RandomText(Random random)
    {
        string[] words = ["the", " ", "  ", "\n", "attention", "'s", "[MASK]", "<|endoftext|>", "e\u0301", "\u0130", "\ud83d\ude00", "\u4f60", ".", "\0", "\ufffd", "\u3000", "##ing", "\u1100\u1161"];
        StringBuilder text = new();
        for (int count = random.Next(12); count > 0; count--)
        {
            text.Append(random.Next(4) switch
            {
                0 => ((char)random.Next(0x10000)).ToString(),
                1 => char.ConvertFromUtf32(random.Next(0xD800)),
                _ => words[random.Next(words.Length)],
            });
        }

        return text.ToString();
    }
}
