using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class PrecompiledTests
{
    private static readonly (string From, string To)[] Rules =
        [("A", "a"), ("\ufb01", "fi"), ("e\u0301", "\u00e9"), ("e", "E"), ("\r", " "), ("\u0301", ""), ("\u0928\u093f", "x"), ("\U0001f600", ":)"), ("AB", "no")];

    [Theory]
    [InlineData("ABe", "aBE")]
    [InlineData("\ufb01 \U0001f600", "fi :)")]

    // A short grapheme becomes what its shortest beginning becomes, all of it.
    [InlineData("e\u0301\r\nx", "E x")]

    // A grapheme of six bytes is looked up one character at a time.
    [InlineData("\u0928\u093f", "\u0928\u093f")]
    [InlineData("\u00e9\u0301", "\u00e9")]
    [InlineData("\0A\0", "\0a\0")]
    public void Normalize_Precompiled_RewritesGraphemes(string text, string expected) =>
        Assert.Equal(expected, TokenizerJsonText.Normalized(Component(CharacterMapBytes.Of(Rules)), text));

    [Fact]
    public void Encode_Precompiled_KeepsTheSourceOfWhatItRewrites()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            """{"type": "Unigram", "unk_id": 0, "vocab": [["?", 0], ["f", -1], ["i", -1], ["E", -1]]}""", Component(CharacterMapBytes.Of(Rules))));

        Tokenization actual = tokenizer.Encode("e\u0301\ufb01");

        Assert.Equal("E 0..2, f 2..3, i 2..3", string.Join(", ", actual.Tokens.Select(token => $"{token.Text} {token.Source}")));
    }

    private static string Component(byte[] map) => $$"""{"type": "Precompiled", "precompiled_charsmap": "{{Convert.ToBase64String(map)}}"}""";
}
