namespace AttentionLens.Models.Tokenizers;

/// <summary>Builds the tokenizer of BERT and its relatives from <c>vocab.txt</c> and the configuration.</summary>
internal static class WordPieceFiles
{
    private static readonly string[] Classes =
    [
        "BertTokenizer", "ConvBertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "LayoutLMTokenizer", "LxmertTokenizer",
        "MobileBertTokenizer", "RetriBertTokenizer", "SqueezeBertTokenizer",
    ];

    public static TokenizerParts Read(FolderFile file, TokenizerConfig config)
    {
        if (config.Class is { } name && !Classes.Contains(name, StringComparer.Ordinal))
        {
            throw new LensInputException(
                $"{file.Name} belongs to the tokenizer class {Quote.Short(name)}, which is not supported without tokenizer.json; "
                + $"supported: {string.Join(", ", Classes)}.");
        }

        Vocabulary vocabulary = new();
        string[] lines = file.ReadLines();
        for (int i = 0; i < lines.Length; i++)
        {
            vocabulary.Add(lines[i], i, $"{file.Name} line {i + 1}");
        }

        SpecialTokens special = config.Special with
        {
            Padding = config.Special.Padding ?? "[PAD]",
            Unknown = config.Special.Unknown ?? WordPieceModel.DefaultUnknown,
            Classification = config.Special.Classification ?? "[CLS]",
            Separator = config.Special.Separator ?? "[SEP]",
            Mask = config.Special.Mask ?? "[MASK]",
        };
        AddedTokenList added = new(vocabulary);
        foreach (AddedToken token in config.AddedTokens)
        {
            added.Add(token, "tokenizer_config.json.added_tokens_decoder");
        }

        added.AddSpecial(special);
        WordPieceModel model = new(vocabulary, special.Unknown, WordPieceModel.DefaultPrefix, WordPieceModel.DefaultLongestWord, file.Name);
        Normalizer normalizer = BertNormalizer.Create(
            cleanText: true, config.SeparateIdeographs, config.StripAccents ?? config.Lowercase, config.Lowercase);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            Stretches = new ComponentEncoder(vocabulary, model, normalizer, added.Tokens)
            {
                PreTokenizer = new BertPreTokenizer(),
            },
            PostProcessor = BertProcessing.Create(
                vocabulary.Require(special.Classification, file.Name), vocabulary.Require(special.Separator, file.Name)),
            Decoder = new WordPieceDecoder(WordPieceModel.DefaultPrefix, config.CleanUpSpaces),
            AddedTokens = added.Tokens,
            Special = special,
            ModelMaxLength = config.ModelMaxLength,
            Truncation = LengthSettings.ReadTruncation(null, config),
            Padding = LengthSettings.ReadPadding(null, config),
        };
    }
}
