namespace AttentionLens.Models.Tokenizers;

/// <summary>Whatever stands between white space.</summary>
internal sealed class WhitespaceSplitPreTokenizer : CodePointPreTokenizer
{
    protected override CodePointKind KindOf(int codePoint) =>
        CodePoint.IsWhiteSpace(codePoint) ? CodePointKind.Separator : CodePointKind.Word;
}
