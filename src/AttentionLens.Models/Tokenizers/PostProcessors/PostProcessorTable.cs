namespace AttentionLens.Models.Tokenizers;

/// <summary>The post-processors of tokenizer.json by type.</summary>
internal static class PostProcessorTable
{
    public static ComponentTable<PostProcessor> For(Vocabulary vocabulary)
    {
        ComponentTable<PostProcessor>? table = null;
        table = new ComponentTable<PostProcessor>("post_processor", new()
        {
            ["BertProcessing"] = settings => BertProcessing.Read(settings, vocabulary),
            ["ByteLevel"] = ByteLevelProcessing.Read,
            ["RobertaProcessing"] = settings => RobertaProcessing.Read(settings, vocabulary),
            ["Sequence"] = settings => SequenceProcessing.Combine(table!.MakeAll(settings, "processors"), settings.Place),
            ["TemplateProcessing"] = settings => TemplateProcessing.Read(settings, vocabulary),
        });
        return table;
    }
}
