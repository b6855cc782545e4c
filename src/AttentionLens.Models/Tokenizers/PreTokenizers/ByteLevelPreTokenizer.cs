namespace AttentionLens.Models.Tokenizers;

/// <summary>Cuts text the way GPT-2 does and spells every piece as UTF-8 bytes, one visible character each.</summary>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool cut) : PreTokenizer
{
    /// <inheritdoc/>
    /// <remarks>The Python reference puts the space before the whole text, once and whatever it begins with.</remarks>
    public override bool AddsPrefixSpace => addPrefixSpace;

    public static ByteLevelPreTokenizer Read(ComponentSettings settings)
    {
        // Concerns offsets, and is the post-processor's business.
        settings.Flag("trim_offsets", absent: true);
        return new ByteLevelPreTokenizer(settings.Flag("add_prefix_space", absent: true), settings.Flag("use_regex", absent: true));
    }

    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = cut ? GptWords.Next(text.Units[start..]) : text.Length;
            pieces.Add(ByteAlphabet.Spell(text.Slice(start, length)));
            start += length;
        }
    }
}
