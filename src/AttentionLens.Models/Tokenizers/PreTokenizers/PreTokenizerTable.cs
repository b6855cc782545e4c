namespace AttentionLens.Models.Tokenizers;

/// <summary>The pre-tokenizers of tokenizer.json by type.</summary>
internal static class PreTokenizerTable
{
    public static ComponentTable<PreTokenizer> Components { get; } = new("pre_tokenizer", new()
    {
        ["BertPreTokenizer"] = _ => new BertPreTokenizer(),
        ["ByteLevel"] = ByteLevelPreTokenizer.Read,
        ["CharDelimiterSplit"] = DelimiterPreTokenizer.Read,
        ["Digits"] = DigitsPreTokenizer.Read,
        ["Metaspace"] = settings => new MetaspacePreTokenizer(MetaspaceSettings.Read(settings)),
        ["Punctuation"] = PunctuationPreTokenizer.Read,
        ["Sequence"] = settings => new SequencePreTokenizer(Components!.MakeAll(settings, "pretokenizers")),
        ["Split"] = SplitPreTokenizer.Read,
        ["Whitespace"] = _ => new WhitespacePreTokenizer(),
        ["WhitespaceSplit"] = _ => new WhitespaceSplitPreTokenizer(),
    });
}
