using System.Text;

namespace AttentionLens.Tests.Tokenizers;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("NFC", "e\u0301", "\u00e9")]
    [InlineData("NFC", "\u212b", "\u00c5")]
    [InlineData("NFC", "\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("NFC", "\u0958", "\u0915\u093c")]
    [InlineData("NFC", "a\u0315\u0300", "\u00e0\u0315")]
    [InlineData("NFC", "\u037e", ";")]
    [InlineData("NFD", "\u1ec7", "e\u0323\u0302")]
    [InlineData("NFD", "\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("NFD", "\ufb01", "\ufb01")]
    [InlineData("NFKC", "\ufb01\uff21\u2460", "fiA1")]
    [InlineData("NFKC", "\u1e9b\u0323", "\u1e69")]
    [InlineData("NFKC", "\U0001d7d8", "0")]
    [InlineData("NFKD", "\u1e9b\u0323", "s\u0323\u0307")]
    [InlineData("NFKD", "\u00bd", "1\u20442")]
    [InlineData("Lowercase", "\u0130\u00df\u1e9e\u03a3 \u039f\u03a3 \U00010400\u01c5", "i\u0307\u00df\u00df\u03c3 \u03bf\u03c3 \U00010428\u01c6")]
    [InlineData("StripAccents", "e\u0301 \u00e9 \u0903\u0488", "e \u00e9 ")]
    public void Normalize_KnownText_GivesTheTextOfTheStandard(string type, string text, string expected)
    {
        Assert.Equal(expected, TokenizerJsonText.Normalized($$"""{"type": "{{type}}"}""", text));
    }

    [Theory]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": false}""", "  a b\u3000", "a b\u3000")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": true}""", " \n ", "")]
    [InlineData("""{"type": "Prepend", "prepend": "_"}""", "ab", "_ab")]
    [InlineData("""{"type": "Prepend", "prepend": "_"}""", "", "")]
    [InlineData("""{"type": "Replace", "pattern": {"String": "aa"}, "content": "b"}""", "aaaaa", "bba")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": "\\p{L}+"}, "content": "x"}""", "ab \ud835\udd04c!", "x x!")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": "\\s{2,}"}, "content": ""}""", "a  b c   ", "ab c")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""", "\u00c9T\u00c9", "ete")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": false}""", "e\u0301\u4f60\u0000\u00a0X", "\u00e9 \u4f60  X")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": false, "lowercase": true}""", "\u00c9\u4f60\tX", "\u00e9\u4f60\tx")]
    [InlineData("""{"type": "Nmt"}""", "a\u0001b\u007f\u009f\tc\u200d\ufeff\ufffd\u2581d\u00a0", "ab c    d\u00a0")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "ByteLevel"}, {"type": "Replace", "pattern": {"String": "\u00c3\u00a9"}, "content": "!"}]}""", "\u00e9a", "!a")]
    public void Normalize_ConfiguredStep_DoesWhatTheFileSays(string normalizer, string text, string expected)
    {
        Assert.Equal(expected, TokenizerJsonText.Normalized(normalizer, text));
    }

    [Fact]
    public void Normalize_AnyText_ObeysTheLawsOfTheForms()
    {
        Random random = new(11);
        int[] pool = [0x41, 0xC5, 0xE9, 0x301, 0x323, 0x327, 0x345, 0x1EC7, 0x1E69, 0x212B, 0x2126, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xFB01, 0x1D15E, 0x2F800, 0x93C, 0x915, 0x958];
        StringBuilder text = new();
        for (int i = 0; i < 2000; i++)
        {
            text.Append(char.ConvertFromUtf32(pool[random.Next(pool.Length)]));
        }

        string source = text.ToString();
        string composed = Form("NFC", source);
        string decomposed = Form("NFD", source);
        Assert.NotEqual(composed, decomposed);
        Assert.Equal(composed, Form("NFC", composed));
        Assert.Equal(decomposed, Form("NFD", decomposed));
        Assert.Equal(composed, Form("NFC", decomposed));
        Assert.Equal(decomposed, Form("NFD", composed));
        Assert.Equal(Form("NFKC", source), Form("NFC", Form("NFKD", source)));
        Assert.Equal(Form("NFKD", source), Form("NFKD", composed));
    }

    private static string Form(string type, string text) => TokenizerJsonText.Normalized($$"""{"type": "{{type}}"}""", text);
}
