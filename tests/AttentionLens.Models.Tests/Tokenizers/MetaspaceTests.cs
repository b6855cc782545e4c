using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class MetaspaceTests
{
    private const string Model = """{"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["_", -2], ["a", -2], ["_a", -1], ["b", -2], ["_b", -1], ["a_b", -9]]}""";

    [Theory]
    [InlineData("""  "prepend_scheme": "always" """, "a b", "_a _b", "a b")]
    [InlineData("""  "prepend_scheme": "always" """, " a", "_a", "a")]
    [InlineData("""  "prepend_scheme": "always" """, "a<m>b", "_a <m> _b", "a<m> b")]
    [InlineData("""  "prepend_scheme": "first" """, "a<m>b", "_a <m> b", "a<m>b")]
    [InlineData("""  "prepend_scheme": "never" """, "a b", "a _b", "a b")]
    [InlineData("""  "add_prefix_space": true, "str_rep": "_" """, "a", "_a", "a")]
    [InlineData("""  "add_prefix_space": false """, "a", "a", "a")]
    [InlineData("""  "prepend_scheme": "always" """, "a  b", "_a _ _b", "a  b")]
    public void Encode_Metaspace_MarksSpacesAndComesBack(string settings, string text, string tokens, string decoded)
    {
        string component = $$"""{"type": "Metaspace", "replacement": "_", {{settings}}}""";
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            Model, preTokenizer: component, decoder: component, addedTokens: """[{"id": 9, "content": "<m>", "special": true}]"""));

        Tokenization actual = tokenizer.Encode(text);

        Assert.Equal(tokens, string.Join(' ', actual.Tokens.Select(token => token.Text)));
        Assert.Equal(text, string.Concat(actual.Tokens.Select(token => text[token.Source])));
        Assert.Equal(decoded, tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens: false));
    }

    [Theory]
    [InlineData("""{"type": "Metaspace", "replacement": "__"}""", "expected one character")]
    [InlineData("""{"type": "Metaspace", "replacement": "_", "prepend_scheme": "often"}""", "'often'; expected 'always'")]
    public void Load_UnusableMetaspace_IsOneClearError(string component, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => TokenizerJsonText.Load(TokenizerJsonText.Write(Model, preTokenizer: component)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
