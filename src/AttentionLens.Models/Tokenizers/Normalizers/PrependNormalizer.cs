namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts a text in front, unless there is nothing to put it in front of.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    public static PrependNormalizer Read(ComponentSettings settings) => new(settings.Text("prepend"));

    public override AlignedText Normalize(AlignedText text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        AlignedTextBuilder builder = new(text);
        builder.Append(prefix, text.SourceStart(0), text.SourceStart(0));
        builder.AppendFrom(text, 0, text.Length);
        return builder.Build();
    }
}
