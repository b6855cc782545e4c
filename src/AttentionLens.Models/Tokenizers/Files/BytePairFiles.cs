using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Builds the tokenizer of GPT-2 and RoBERTa from <c>vocab.json</c>, <c>merges.txt</c> and the configuration.</summary>
internal static class BytePairFiles
{
    private const string EndOfText = "<|endoftext|>";

    public static TokenizerParts Read(FolderFile vocabularyFile, FolderFile mergesFile, TokenizerConfig config)
    {
        if (config.Class is { } name && !ByteLevelFamily.Classes.Contains(name, StringComparer.Ordinal))
        {
            throw new LensInputException(
                $"{vocabularyFile.Name} belongs to the tokenizer class {Quote.Short(name)}, which is not supported without tokenizer.json; "
                + $"supported: {string.Join(", ", ByteLevelFamily.Classes)}.");
        }

        Vocabulary vocabulary = new();
        using (JsonDocument document = vocabularyFile.ReadJson())
        {
            SegmentationTable.Fill(vocabulary, new ComponentSettings(document.RootElement, vocabularyFile.Name));
        }

        SpecialTokens special = Special(config);
        AddedTokenList added = new(vocabulary);
        foreach (AddedToken token in config.AddedTokens)
        {
            added.Add(token, "tokenizer_config.json.added_tokens_decoder");
        }

        if (ByteLevelFamily.IsRoberta(config.Class) && special.Mask is { } mask && vocabulary.IdOf(mask) is { } id
            && added.Tokens.All(token => token.Content != mask))
        {
            added.Add(new AddedToken(mask, id) { IsSpecial = true, StripsLeft = true }, vocabularyFile.Name);
        }

        added.AddSpecial(special);
        string? unknown = special.Unknown is { } text && vocabulary.IdOf(text) is not null ? text : null;
        BytePairSettings settings = new(unknown, FuseUnknown: false, ByteFallback: false, WholePieces: false);
        BytePairModel model = new(vocabulary, Merges(vocabulary, mergesFile), settings, vocabularyFile.Name);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            Stretches = new ComponentEncoder(vocabulary, model, normalizer: null, added.Tokens)
            {
                PreTokenizer = new ByteLevelPreTokenizer(config.AddPrefixSpace ?? false, cut: true),
                KeepsLeadingSpace = ByteLevelFamily.KeepsLeadingSpace(config.Class),
            },
            PostProcessor = PostProcessing(vocabulary, special, config, vocabularyFile.Name),
            Decoder = new ByteLevelDecoder(),
            AddedTokens = added.Tokens,
            Special = special,
            ModelMaxLength = config.ModelMaxLength,
            Truncation = LengthSettings.ReadTruncation(null, config),
            Padding = LengthSettings.ReadPadding(null, config),
        };
    }

    private static Dictionary<long, PairMerge> Merges(Vocabulary vocabulary, FolderFile file)
    {
        MergeList merges = new(vocabulary);
        string[] lines = file.ReadLines();
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && !lines[i].StartsWith("#version", StringComparison.Ordinal))
            {
                merges.Add(lines[i], $"{file.Name} line {i + 1}");
            }
        }

        return merges.Merges;
    }

    private static SpecialTokens Special(TokenizerConfig config) => ByteLevelFamily.IsRoberta(config.Class)
        ? config.Special with
        {
            Beginning = config.Special.Beginning ?? "<s>",
            End = config.Special.End ?? "</s>",
            Classification = config.Special.Classification ?? "<s>",
            Separator = config.Special.Separator ?? "</s>",
            Unknown = config.Special.Unknown ?? "<unk>",
            Padding = config.Special.Padding ?? "<pad>",
            Mask = config.Special.Mask ?? "<mask>",
        }
        : config.Special with
        {
            Beginning = config.Special.Beginning ?? EndOfText,
            End = config.Special.End ?? EndOfText,
            Unknown = config.Special.Unknown ?? EndOfText,
        };

    private static PostProcessor PostProcessing(Vocabulary vocabulary, SpecialTokens special, TokenizerConfig config, string place)
    {
        if (ByteLevelFamily.IsRoberta(config.Class))
        {
            return RobertaProcessing.Create(
                vocabulary.Require(special.Classification!, place), vocabulary.Require(special.Separator!, place));
        }

        if (config.AddBeginning is not true)
        {
            return PostProcessor.None;
        }

        int beginning = vocabulary.Require(special.Beginning!, place);
        return new PostProcessor
        {
            Single = [TemplatePart.Special(beginning, 0), TemplatePart.Text(0, 0)],
            Pair =
            [
                TemplatePart.Special(beginning, 0), TemplatePart.Text(0, 0), TemplatePart.Special(beginning, 1), TemplatePart.Text(1, 1),
            ],
            HasTemplate = true,
        };
    }
}
