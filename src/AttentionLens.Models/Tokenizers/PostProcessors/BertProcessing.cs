namespace AttentionLens.Models.Tokenizers;

/// <summary><c>[CLS] first [SEP] second [SEP]</c>, the second text and its end having type 1.</summary>
internal static class BertProcessing
{
    public static PostProcessor Read(ComponentSettings settings, Vocabulary vocabulary) =>
        Create(NamedToken.Read(settings, "cls", vocabulary), NamedToken.Read(settings, "sep", vocabulary));

    public static PostProcessor Create(int classification, int separator) => new()
    {
        Single = [TemplatePart.Special(classification, 0), TemplatePart.Text(0, 0), TemplatePart.Special(separator, 0)],
        Pair =
        [
            TemplatePart.Special(classification, 0), TemplatePart.Text(0, 0), TemplatePart.Special(separator, 0),
            TemplatePart.Text(1, 1), TemplatePart.Special(separator, 1),
        ],
        HasTemplate = true,
    };
}
