namespace AttentionLens.Models.Tokenizers;

/// <summary>Splits at a pattern.</summary>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : PreTokenizer
{
    public static SplitPreTokenizer Read(ComponentSettings settings) =>
        new(TextPattern.Read(settings.Inner("pattern")), TextSplitting.ReadBehavior(settings), settings.Flag("invert", absent: false));

    public override void Split(AlignedText text, List<AlignedText> pieces) =>
        TextSplitting.Split(text, pattern.Matches(text.Units), behavior, invert, pieces);
}
