namespace AttentionLens.Models.Tokenizers;

/// <summary>Splits at every punctuation character.</summary>
internal sealed class PunctuationPreTokenizer(SplitBehavior behavior) : PreTokenizer
{
    public static PunctuationPreTokenizer Read(ComponentSettings settings) =>
        new(TextSplitting.ReadBehavior(settings, SplitBehavior.Isolated));

    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        List<(int, int)> matches = [];
        ReadOnlySpan<char> units = text.Units;
        for (int i = 0; i < units.Length;)
        {
            if (CodePoint.IsBertPunctuation(CodePoint.At(units, i, out int width)))
            {
                matches.Add((i, width));
            }

            i += width;
        }

        TextSplitting.Split(text, matches, behavior, invert: false, pieces);
    }
}
