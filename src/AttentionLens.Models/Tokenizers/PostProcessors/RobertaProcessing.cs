namespace AttentionLens.Models.Tokenizers;

/// <summary><c>&lt;s&gt; first &lt;/s&gt;&lt;/s&gt; second &lt;/s&gt;</c>, everything of type 0.</summary>
internal static class RobertaProcessing
{
    public static PostProcessor Read(ComponentSettings settings, Vocabulary vocabulary)
    {
        // Concerns the pre-tokenizer, which has its own.
        settings.Flag("add_prefix_space", absent: true);
        return Create(NamedToken.Read(settings, "cls", vocabulary), NamedToken.Read(settings, "sep", vocabulary)) with
        {
            TrimsSources = settings.Flag("trim_offsets", absent: true),
        };
    }

    public static PostProcessor Create(int classification, int separator) => new()
    {
        Single = [TemplatePart.Special(classification, 0), TemplatePart.Text(0, 0), TemplatePart.Special(separator, 0)],
        Pair =
        [
            TemplatePart.Special(classification, 0), TemplatePart.Text(0, 0), TemplatePart.Special(separator, 0),
            TemplatePart.Special(separator, 0), TemplatePart.Text(1, 0), TemplatePart.Special(separator, 0),
        ],
        HasTemplate = true,
    };
}
