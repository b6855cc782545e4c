namespace AttentionLens.Models.Tokenizers;

/// <summary>Sets numbers apart from the rest, as one piece or digit by digit.</summary>
internal sealed class DigitsPreTokenizer(bool individually) : CodePointPreTokenizer
{
    public static DigitsPreTokenizer Read(ComponentSettings settings) => new(settings.Flag("individual_digits", absent: false));

    protected override CodePointKind KindOf(int codePoint) =>
        !CodePoint.IsNumber(codePoint) ? CodePointKind.Other
        : individually ? CodePointKind.Alone
        : CodePointKind.Word;
}
