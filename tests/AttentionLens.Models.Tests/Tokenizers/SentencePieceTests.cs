using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Ids and decoded texts are what SentencePiece 0.1.97 gives for the same files.</summary>
public sealed class SentencePieceTests
{
    [Theory]
    [InlineData("the cats", "4 5 6", "the cats")]
    [InlineData("  The\tcat  s ", "3 0 10 11 5 3 6", " \u2047 he cat s")]
    [InlineData("cat ZZcat", "5 3 15 9 13", "cat ZZcat")]
    [InlineData("\ufb01\u3314\u200be\u0301 A", "3 16 18 17 3 7", "fi\u30ad\u30ed\u00e9 a")]
    [InlineData("x\U0001f600y at", "3 0 3 13", " \u2047  at")]
    [InlineData("<s>the</s>", "3 19 0 8 10 11 0 6 0", "<s \u2047 the \u2047 s \u2047 ")]
    [InlineData("", "", "")]
    [InlineData("   ", "", "")]
    [InlineData("\u2581the", "3 4", "the")]
    [InlineData("cats cat scats", "5 6 5 3 6 9 13 6", "cats cat scats")]
    [InlineData("\u00e9\u00a0 <unk>", "3 17 3 0", "\u00e9  \u2047 ")]
    public void Encode_Unigram_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram, text, ids, decoded);

    [Theory]
    [InlineData("the cats", "6 8 16", "the cats")]
    [InlineData("cat ZZcat", "8 10 17 12 4", "cat ZZcat")]
    [InlineData("\ufb01\u3314\u200be\u0301 A", "10 0 20 10 11", " \u2047 \u00e9 a")]
    [InlineData("<s>the</s>", "10 0 16 0 13 5 0 16 0", " \u2047 s \u2047 the \u2047 s \u2047 ")]
    [InlineData("aaaaat ats", "10 19 18 13 10 4 16", "aaaaat ats")]
    [InlineData("cats cat scats", "8 16 8 10 16 12 4 16", "cats cat scats")]
    [InlineData("hec he", "10 5 12 10 5", "hec he")]
    public void Encode_BytePairs_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.BytePairs, text, ids, decoded);

    [Theory]
    [InlineData("x\U0001f600y at", "3 140 260 179 172 148 141 3 13", "x\U0001f600y at")]
    [InlineData("<s>the</s>", "3 19 82 8 10 11 80 67 6 82", "<s>the</s>")]
    public void Encode_UnigramThatSpellsBytes_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram with { SpellsBytes = true }, text, ids, decoded);

    [Theory]
    [InlineData("\ufb01\u3314\u200be\u0301 A", "10 123 126 248 151 194 248 152 194 20 10 11", "fi\u30ad\u30ed\u00e9 a")]
    [InlineData("\u00e9\u00a0 <unk>", "10 20 10 81 138 131 128 83", "\u00e9 <unk>")]
    public void Encode_BytePairsThatSpellBytes_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.BytePairs with { SpellsBytes = true }, text, ids, decoded);

    [Theory]
    [InlineData("  The\tcat  s ", "3 3 3 0 10 11 5 3 3 6 3", "   \u2047 he cat  s ")]
    [InlineData("   ", "3 3 3 3", "   ")]
    [InlineData("\u2581the", "3 4", " the")]
    public void Encode_KeptSpaces_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram with { DropsExtraSpaces = false }, text, ids, decoded);

    [Theory]
    [InlineData("the cats", "8 10 11 5 6 3", "the cats ")]
    [InlineData("  The\tcat  s ", "0 10 11 5 3 6 3", " \u2047 he cat s ")]
    [InlineData("\u2581the", "4 3", "the ")]
    public void Encode_SpacesBehindWords_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram with { EndsWithSpace = true }, text, ids, decoded);

    [Theory]
    [InlineData("the cats", "8 10 11 5 6", "the cats")]
    [InlineData("\u2581the", "4", "the")]
    public void Encode_NoAddedSpace_GivesTheIdsOfTheReference(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram with { AddsSpace = false }, text, ids, decoded);

    [Theory]
    [InlineData("the cats", "4 5 6", "THe cAts")]
    [InlineData("hec he", "3 10 11 9 3 10 11", "hec he")]
    public void Decode_CharacterMapForDecodedText_IsApplied(string text, string ids, string decoded) =>
        AssertIds(SamplePieces.Unigram with { DecodedCharacters = [("a", "A"), ("th", "TH")] }, text, ids, decoded);

    [Fact]
    public void Encode_RewrittenText_KeepsItsSource()
    {
        Tokenization actual = Load(SamplePieces.Unigram).Encode("  The\tcat  s \ufb01\u3314e\u0301");

        Assert.Equal(
            "\u2581 2..2, <unk> 2..3, h 3..4, e 4..5, \u2581cat 5..9, \u2581 9..10, s 11..12, \u2581 12..13, fi 13..14, \u30ad\u30ed 14..15, \u00e9 15..17",
            string.Join(", ", actual.Tokens.Select(token => $"{token.Text} {token.Source}")));
    }

    [Fact]
    public void Load_ModelAlone_TakesTheRolesFromIt()
    {
        Tokenizer tokenizer = Load(SamplePieces.Unigram);

        Assert.Equal((1, 2, 0, null), (tokenizer.BeginningId, tokenizer.EndId, tokenizer.UnknownId, tokenizer.PaddingId));
        Assert.Equal(20, tokenizer.VocabularySize);
        Assert.Same(tokenizer, tokenizer.Target);
        Assert.Equal("cat", tokenizer.Decode([1, 5, 2], skipSpecialTokens: false));
    }

    [Fact]
    public void Decode_BrokenBytes_BecomeReplacementCharacters()
    {
        Tokenizer tokenizer = Load(SamplePieces.Unigram with { SpellsBytes = true });

        // F0 9F without its end, then C3 A9.
        Assert.Equal("\ufffd\ufffd\u00e9at", tokenizer.Decode([20 + 0xF0, 20 + 0x9F, 20 + 0xC3, 20 + 0xA9, 13], skipSpecialTokens: false));
    }

    [Fact]
    public void Encode_HalfASurrogatePair_IsAnError() => Assert.Contains(
        "U+D83D, at 3", Assert.Throws<LensInputException>(() => Load(SamplePieces.BytePairs).Encode("cat\ud83d")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, 'a')]
    [InlineData(true, 'x')]
    [InlineData(false, 'a')]
    [InlineData(false, ' ')]
    public async Task Encode_MegabyteOfOneCharacter_TakesLinearTime(bool bytePairs, char character)
    {
        Tokenizer tokenizer = Load(bytePairs ? SamplePieces.BytePairs : SamplePieces.Unigram with { DropsExtraSpaces = false });

        // Quadratic time would be hours.
        Tokenization actual = await Task.Run(() => tokenizer.Encode("c" + new string(character, 1 << 20))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(actual.Tokens.Length > 0);
    }

    private static Tokenizer Load(PieceModelBytes model)
    {
        using TokenizerFolderBuilder folder = new();
        return folder.With("spiece.model", model.ToArray()).Load();
    }

    private static void AssertIds(PieceModelBytes model, string text, string ids, string decoded)
    {
        Tokenizer tokenizer = Load(model);
        Tokenization actual = tokenizer.Encode(text);
        Assert.Equal(ids, string.Join(' ', actual.Ids));
        Assert.Equal(decoded, tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens: false));
    }
}
