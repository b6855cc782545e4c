namespace AttentionLens.Models.Tokenizers;

/// <summary>Makes spaces visible, and lets every word begin with one.</summary>
internal sealed class MetaspacePreTokenizer(MetaspaceSettings settings) : PreTokenizer
{
    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        AlignedText marked = Mark(text);
        int start = 0;
        for (int i = 1; settings.Cut && i < marked.Length; i++)
        {
            if (marked.Units[i] == settings.Mark)
            {
                pieces.Add(marked.Slice(start, i - start));
                start = i;
            }
        }

        if (start < marked.Length)
        {
            pieces.Add(marked.Slice(start, marked.Length - start));
        }
    }

    private AlignedText Mark(AlignedText text)
    {
        AlignedTextBuilder builder = new(text);
        bool begins = text.Length > 0 && text.Units[0] != ' ' && text.Units[0] != settings.Mark;
        if (begins && (settings.Scheme == PrependScheme.Always || (settings.Scheme == PrependScheme.First && text.SourceStart(0) == 0)))
        {
            builder.Append(settings.Mark, text.SourceStart(0), text.SourceStart(0));
        }

        for (int i = 0; i < text.Length; i++)
        {
            builder.Append(text.Units[i] == ' ' ? settings.Mark : text.Units[i], text.SourceStart(i), text.SourceEnd(i));
        }

        return builder.Build();
    }
}
