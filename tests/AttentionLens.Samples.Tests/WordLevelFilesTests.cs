using System.Collections.Immutable;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Samples.Tests;

public sealed class WordLevelFilesTests
{
    [Fact]
    public void Of_Sentences_AreCutIntoTheIdsTrainedOn()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);

        Assert.All(new AgreementCorpus(3).HeldOut(50), sentence =>
        {
            ReviewText text = ReviewText.Of(sentence.Words);
            ImmutableArray<LensToken> tokens = tokenizer.Encode(text.Text).Tokens;
            Assert.Equal(AgreementCorpus.IdsOf(sentence.Words)[..^1], tokens.Select(token => token.Id));
            Assert.Equal(text.Spans, tokens.Skip(1).Select(token => (token.Source.Start.Value, token.Source.End.Value)));
        });
    }

    [Fact]
    public void Of_Text_BeginsWithTheSpecialTokenAndKnowsNoOtherWords()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);

        Tokenization tokenization = tokenizer.Encode("The QUOKKAS, near you");

        Assert.Equal(
            [WordLevelFiles.End, "the", WordLevelFiles.Unknown, ",", "near", WordLevelFiles.Unknown],
            tokenization.Tokens.Select(token => tokenizer.TokenText(token.Id)));
        Assert.Equal(SentenceVocabulary.EndId, tokenizer.BeginningId);
        Assert.Equal(SentenceVocabulary.EndId, tokenizer.EndId);
        Assert.Equal(1, tokenizer.UnknownId);
    }

    [Fact]
    public void Of_Vocabulary_HasTheIdsOfItsOrder()
    {
        using TemporaryFolder folder = new();
        Tokenizer tokenizer = Load(folder);

        Assert.All(
            SentenceVocabulary.Tokens.Select((token, id) => (token, id)), entry => Assert.Equal(entry.token, tokenizer.TokenText(entry.id)));
        Assert.All(AgreementLexicon.All, word => Assert.Equal(word, SentenceVocabulary.Tokens[SentenceVocabulary.IdOf(word)]));
    }

    private static Tokenizer Load(TemporaryFolder folder)
    {
        IReadOnlyDictionary<string, byte[]> files = WordLevelFiles.Of(SentenceVocabulary.Tokens, AgreementConfig.MaxPositions);
        folder.Write(files, [.. files.Keys]);
        return Tokenizer.Load(folder.Path);
    }
}
