namespace AttentionLens.Tests.Tokenizers;

public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("""{"type": "BertPreTokenizer"}""", "Hi, you$x\u2014y z", "Hi|,|you|$|x|\u2014|y|z")]
    [InlineData("""{"type": "Whitespace"}""", "don't x_1 --\u24b6\u0903\u200d ?!", "don|'|t|x_1|--|\u24b6\u0903\u200d|?!")]
    [InlineData("""{"type": "WhitespaceSplit"}""", " a.b \u3000c\n", "a.b|c")]
    [InlineData("""{"type": "Punctuation"}""", "a.b!!", "a|.|b|!|!")]
    [InlineData("""{"type": "Punctuation", "behavior": "Contiguous"}""", "a.b!!c", "a|.|b|!!|c")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "ab12 \u00bd", "ab|1|2| |\u00bd")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""", "ab12c", "ab|12|c")]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation"}]}""", "a.b c", "a|.|b|c")]
    [InlineData("""{"type": "Split", "pattern": {"String": "-"}, "behavior": "Removed", "invert": false}""", "-the-final--x", "the|final|x")]
    [InlineData("""{"type": "Split", "pattern": {"String": "-"}, "behavior": "Isolated", "invert": false}""", "the-final--x", "the|-|final|-|-|x")]
    [InlineData("""{"type": "Split", "pattern": {"String": "-"}, "behavior": "MergedWithPrevious", "invert": false}""", "the-final--x", "the-|final-|-|x")]
    [InlineData("""{"type": "Split", "pattern": {"String": "-"}, "behavior": "MergedWithNext", "invert": false}""", "the-final--x-", "the|-final|-|-x|-")]
    [InlineData("""{"type": "Split", "pattern": {"String": "-"}, "behavior": "Contiguous", "invert": false}""", "the-final--x", "the|-|final|--|x")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\d+"}, "behavior": "Removed", "invert": true}""", "a1b22c", "1|22")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\s+(?!\\S)|\\s+"}, "behavior": "Isolated", "invert": false}""", "a   b", "a|  | |b")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\p{L}"}, "behavior": "Isolated", "invert": false}""", "1\ud835\udd042", "1|\ud835\udd04|2")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": "_"}""", "_a b__c", "a b|c")]
    [InlineData("null", "a b", "a b")]
    public void Split_KnownText_GivesThePieces(string preTokenizer, string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', TokenizerJsonText.Pieces(preTokenizer, text)));
    }

    [Theory]
    [InlineData("it's  a\n\n\tb 12th !? 've", "it|'s| | a|\n\n|\t|b| 12|th| !?| '|ve")]
    [InlineData("  ", "  ")]
    [InlineData("a \n", "a| \n")]
    [InlineData("x\u00b2\u0301\ud835\udd04", "x|\u00b2|\u0301|\ud835\udd04")]
    public void Split_ByteLevel_GivesTheWordsOfGpt(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', TokenizerJsonText.Pieces("""{"type": "ByteLevel", "add_prefix_space": false}""", text)));
    }
}
