using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Builds the two tokenizers of Marian: a SentencePiece model for each language, and one vocabulary for both.</summary>
internal static class TranslationFiles
{
    private const string Class = "MarianTokenizer";

    /// <summary>Reads the tokenizer of the texts that are translated; that of the translations is its <see cref="TokenizerParts.Target"/>.</summary>
    public static TokenizerParts Read(string folder, FolderFile source, FolderFile target, FolderFile vocabularyFile, TokenizerConfig config)
    {
        if ((config.Class ?? Class) != Class || config.HasSeparateVocabularies)
        {
            throw new LensInputException(
                $"{source.Name} belongs to the tokenizer class {Quote.Short(config.Class)}"
                + (config.HasSeparateVocabularies ? " with separate_vocabs" : string.Empty)
                + $", which is not supported without tokenizer.json; supported: {Class} with one vocabulary.");
        }

        PieceFiles.DemandNoOptions(config);
        Vocabulary vocabulary = new();
        using (JsonDocument document = vocabularyFile.ReadJson())
        {
            SegmentationTable.Fill(vocabulary, new ComponentSettings(document.RootElement, vocabularyFile.Name));
        }

        SpecialTokens special = config.Special with
        {
            End = config.Special.End ?? "</s>",
            Unknown = config.Special.Unknown ?? "<unk>",
            Padding = config.Special.Padding ?? "<pad>",
        };
        AddedTokenList added = new(vocabulary);
        PieceFiles.AddListed(added, folder, config, special);
        added.AddSpecial(special);
        int unknown = vocabulary.Require(special.Unknown, vocabularyFile.Name);
        TemplatePart end = TemplatePart.Special(vocabulary.Require(special.End, vocabularyFile.Name), 0);
        SentencePieceModel targetModel = SentencePieceModel.Read(target);
        TokenizerParts written = new()
        {
            Vocabulary = vocabulary,
            Stretches = new TranslationPieceEncoder(targetModel, vocabulary, unknown),
            Decoder = new PieceDecoder(targetModel, added.Tokens.Select(token => token.Content)),
            PostProcessor = new PostProcessor
            {
                Single = [TemplatePart.Text(0, 0), end],
                Pair = [TemplatePart.Text(0, 0), TemplatePart.Text(1, 0), end],
                HasTemplate = true,
            },
            AddedTokens = added.Tokens,
            Special = special,
            ModelMaxLength = config.ModelMaxLength,
            Truncation = LengthSettings.ReadTruncation(null, config),
            Padding = LengthSettings.ReadPadding(null, config),
        };
        return written with
        {
            Stretches = new TranslationPieceEncoder(SentencePieceModel.Read(source), vocabulary, unknown),
            Target = written,
        };
    }
}
