namespace AttentionLens.Models.Tokenizers;

/// <summary>Words between white space, with every punctuation character by itself.</summary>
internal sealed class BertPreTokenizer : CodePointPreTokenizer
{
    protected override CodePointKind KindOf(int codePoint) =>
        CodePoint.IsWhiteSpace(codePoint) ? CodePointKind.Separator
        : CodePoint.IsBertPunctuation(codePoint) ? CodePointKind.Alone
        : CodePointKind.Word;
}
