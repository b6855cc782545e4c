namespace AttentionLens.Models.Tokenizers;

/// <summary>Adds nothing; says whether the space that belongs to a byte-level token counts as its source.</summary>
internal static class ByteLevelProcessing
{
    public static PostProcessor Read(ComponentSettings settings)
    {
        // Both concern the pre-tokenizer, which has its own.
        settings.Flag("add_prefix_space", absent: true);
        settings.Flag("use_regex", absent: true);
        return PostProcessor.None with { TrimsSources = settings.Flag("trim_offsets", absent: true) };
    }
}
