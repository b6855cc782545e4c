using System.Collections.Immutable;
using AttentionLens.Models.Tokenizers;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class WordPieceFilesTests
{
    private static readonly ImmutableArray<string> Vocabulary = WordPieceVocabulary.Build(ReviewLexicon.Words);

    [Fact]
    public void Build_Words_GiveDifferentTokensWithSpecialOnesFirst()
    {
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], Vocabulary.Take(5));
        Assert.Equal(Vocabulary.Length, Vocabulary.Distinct().Count());
    }

    [Fact]
    public void Build_Endings_AreLeftToPieces()
    {
        ImmutableArray<string> built = WordPieceVocabulary.Build(["bore", "disappoint", "disappointing", "happy", "unhappy", "ring"]);

        Assert.Equal(
            ["bore", "disappoint", "happy", "ring", "un", "##happy", "##ing"],
            built.Where(token => token.TrimStart('#').Length > 1).Skip(5));
    }

    [Theory]
    [InlineData("The film was UTTERLY disappointing, wasn't it?")]
    [InlineData("Zyx quokkas re-read §7: naïve café prices (12.50 €) & more!")]
    [InlineData("[MASK] is not a good place [SEP]")]
    [InlineData("")]
    public void Of_EachFileAlone_GivesTheSameTokens(string text)
    {
        using TemporaryFolder json = new();
        using TemporaryFolder plain = new();
        using TemporaryFolder all = new();
        IReadOnlyDictionary<string, byte[]> files = WordPieceFiles.Of(Vocabulary, 64);
        json.Write(files, "tokenizer.json");
        plain.Write(files, "vocab.txt", "tokenizer_config.json", "special_tokens_map.json");
        all.Write(files, [.. files.Keys]);

        IEnumerable<(LensToken, int)> expected = Encode(all, text);

        Assert.Equal(expected, Encode(json, text));
        Assert.Equal(expected, Encode(plain, text));
    }

    [Fact]
    public void Of_PlainEnglish_NeedsNoUnknownToken()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);

        Tokenization tokenization = tokenizer.Encode("Quizzical jackdaws, by 9:45, found nothing wrong with my xylophone!");

        Assert.DoesNotContain(tokenizer.UnknownId!.Value, tokenization.Tokens.Select(token => token.Id));
    }

    [Fact]
    public void Of_Reviews_FitAndCutAtTheirWords()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);
        SeededRandom random = new(11);
        int continued = 0;
        for (int index = 0; index < 3000; index++)
        {
            Review review = ReviewGrammar.Next(index % 2, ReviewSplit.HeldOut, random);
            ReviewText text = ReviewText.Of(review.Words);
            ImmutableArray<LensToken> tokens = tokenizer.Encode(text.Text).Tokens;

            Assert.InRange(tokens.Length, 3, SentimentConfig.MaxPositions);
            Assert.DoesNotContain(tokens, token => token.Id == tokenizer.UnknownId);
            Assert.All(review.Words.Select((word, place) => (word, text.Spans[place])).Where(entry => entry.word.IsEvidence), entry =>
            {
                Assert.Contains(tokens, token => token.Source.Start.Value == entry.Item2.Start);
                Assert.Contains(tokens, token => token.Source.End.Value == entry.Item2.End);
            });
            continued += tokens.Any(token => token.Text.StartsWith("##", StringComparison.Ordinal)) ? 1 : 0;
        }

        Assert.InRange(continued, 300, 2900);
    }

    [Fact]
    public void Of_NoisedReviews_Fit()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);
        SentimentCorpus corpus = new(1);

        Assert.All(
            Enumerable.Range(0, 100).SelectMany(corpus.Batch),
            input => Assert.InRange(tokenizer.Encode(input.Text!).Tokens.Length, 3, SentimentConfig.MaxPositions));
    }

    private static IEnumerable<(LensToken Token, int Type)> Encode(TemporaryFolder folder, string text)
    {
        Tokenization tokenization = Tokenizer.Load(folder.Path).Encode(text, "a pair");
        return tokenization.Tokens.Zip(tokenization.TypeIds);
    }

    private static Tokenizer Load(TemporaryFolder folder)
    {
        IReadOnlyDictionary<string, byte[]> files = WordPieceFiles.Of(Vocabulary, SentimentConfig.MaxPositions);
        folder.Write(files, [.. files.Keys]);
        return Tokenizer.Load(folder.Path);
    }
}
