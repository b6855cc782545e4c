namespace AttentionLens.Models.Tokenizers;

/// <summary>What BERT does to text before it looks for words, in the order of the Python reference: clean, set ideographs apart,
/// lower, strip accents; where accents stay, the text is composed (NFC) so that both spellings of a letter are the same word.</summary>
internal static class BertNormalizer
{
    public static Normalizer Read(ComponentSettings settings)
    {
        bool lowercase = settings.Flag("lowercase", absent: true);
        return Create(
            settings.Flag("clean_text", absent: true),
            settings.Flag("handle_chinese_chars", absent: true),
            settings.OptionalFlag("strip_accents") ?? lowercase,
            lowercase);
    }

    public static Normalizer Create(bool cleanText, bool separateIdeographs, bool stripAccents, bool lowercase)
    {
        List<Normalizer> steps = [];
        if (cleanText)
        {
            steps.Add(new CleanTextNormalizer());
        }

        if (separateIdeographs)
        {
            steps.Add(new ChineseCharacterNormalizer());
        }

        // Composing first would change nothing but the alignment where everything is decomposed afterwards.
        if (!stripAccents)
        {
            steps.Add(new UnicodeNormalizer(compatible: false, compose: true));
        }

        if (lowercase)
        {
            steps.Add(new LowercaseNormalizer());
        }

        if (stripAccents)
        {
            steps.Add(new UnicodeNormalizer(compatible: false, compose: false));
            steps.Add(new NonSpacingMarkNormalizer());
        }

        return new SequenceNormalizer(steps);
    }
}
