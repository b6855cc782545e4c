namespace AttentionLens.Models.Tokenizers;

/// <summary>Runs of word characters and runs of anything else between white space.</summary>
internal sealed class WhitespacePreTokenizer : CodePointPreTokenizer
{
    protected override CodePointKind KindOf(int codePoint) =>
        CodePoint.IsWhiteSpace(codePoint) ? CodePointKind.Separator
        : CodePoint.IsWord(codePoint) ? CodePointKind.Word
        : CodePointKind.Other;
}
