namespace AttentionLens.Models.Tokenizers;

/// <summary>Cuts at every occurrence of one character and drops it.</summary>
internal sealed class DelimiterPreTokenizer(string delimiter) : PreTokenizer
{
    private readonly PlainTextPattern _pattern = new(delimiter);

    public static DelimiterPreTokenizer Read(ComponentSettings settings)
    {
        string delimiter = settings.Text("delimiter");
        return CodePoint.Count(delimiter) == 1
            ? new DelimiterPreTokenizer(delimiter)
            : throw new LensInputException($"{settings.Place}.delimiter is {Quote.Short(delimiter)}; expected one character.");
    }

    public override void Split(AlignedText text, List<AlignedText> pieces) =>
        TextSplitting.Split(text, _pattern.Matches(text.Units), SplitBehavior.Removed, invert: false, pieces);
}
