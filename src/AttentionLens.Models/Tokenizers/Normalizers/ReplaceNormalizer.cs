namespace AttentionLens.Models.Tokenizers;

/// <summary>Replaces every match of a pattern by a fixed text.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    public static ReplaceNormalizer Read(ComponentSettings settings) =>
        new(TextPattern.Read(settings.Inner("pattern")), settings.Text("content"));

    public override AlignedText Normalize(AlignedText text)
    {
        AlignedTextBuilder builder = new(text);
        int copied = 0;
        foreach ((int start, int length) in pattern.Matches(text.Units))
        {
            builder.AppendFrom(text, copied, start - copied);
            (int first, int last) = length > 0 ? text.SourceOf(start, length) : EmptySpan(text, start);
            builder.Append(content, first, last);
            copied = start + length;
        }

        builder.AppendFrom(text, copied, text.Length - copied);
        return builder.Build();
    }

    private static (int First, int Last) EmptySpan(AlignedText text, int at)
    {
        int place = text.Length == 0 ? 0 : at < text.Length ? text.SourceStart(at) : text.SourceEnd(text.Length - 1);
        return (place, place);
    }
}
