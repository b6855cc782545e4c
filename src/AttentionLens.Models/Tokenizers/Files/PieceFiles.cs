using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Builds a tokenizer from a SentencePiece model and the configuration.</summary>
internal static class PieceFiles
{
    private const string AddedFile = "added_tokens.json";

    /// <summary>Reads the tokenizer of a folder with one model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The model.</param>
    /// <param name="config">The configuration, whose class decides; without one texts are encoded as the model alone does it.</param>
    public static TokenizerParts Read(string folder, FolderFile file, TokenizerConfig config)
    {
        DemandNoOptions(config);
        PieceFamily? family = config.Class is { } name ? PieceFamily.Of(name, file.Name) : null;
        SentencePieceModel model = SentencePieceModel.Read(file);
        return family is null ? Bare(model, config) : Of(family, folder, model, config);
    }

    /// <summary>Fails when the configuration asks SentencePiece for something special, sampling for one.</summary>
    public static void DemandNoOptions(TokenizerConfig config)
    {
        if (config.PieceOptions.Count > 0)
        {
            throw new LensInputException(
                $"tokenizer_config.json.sp_model_kwargs has {Quote.Short(config.PieceOptions[0])}, which is not supported; expected no options.");
        }
    }

    /// <summary>Adds the tokens that the files beside a model list.</summary>
    public static void AddListed(AddedTokenList added, string folder, TokenizerConfig config, SpecialTokens special)
    {
        foreach (AddedToken token in config.AddedTokens)
        {
            added.Add(token with { Normalized = false }, "tokenizer_config.json.added_tokens_decoder");
        }

        FolderFile file = new(folder, AddedFile);
        if (!file.Exists)
        {
            return;
        }

        using JsonDocument document = file.ReadJson();
        foreach ((string token, JsonElement id) in new ComponentSettings(document.RootElement, file.Name).Properties())
        {
            if (token.Length > 0 && added.Tokens.All(known => known.Content != token))
            {
                bool isSpecial = special.All.Contains(token, StringComparer.Ordinal);
                added.Add(
                    new AddedToken(token, ComponentSettings.CountOf(id, $"{file.Name}.{Quote.Short(token)}")) { IsSpecial = isSpecial }, file.Name);
            }
        }
    }

    private static TokenizerParts Of(PieceFamily family, string folder, SentencePieceModel model, TokenizerConfig config)
    {
        SpecialTokens special = family.Complete(config.Special);
        AddedTokenList added = new(model.Vocabulary);
        int pieces = model.Pieces.Count;
        AddListed(added, folder, config, special);
        if (family.HasSentinels)
        {
            AddSentinels(added, pieces, config);
        }

        added.AddSpecial(special);
        StretchEncoder encoder = config.IsLegacy
            ? new PieceEncoder(model, model.Normalization)
            : new SpacedPieceEncoder(model, special.Unknown!, config.AddPrefixSpace ?? true);
        return Parts(model, config, special, encoder, added) with
        {
            PostProcessor = family.Around(special, config, model.Vocabulary, model.Name),
        };
    }

    // The first sentinel has the last id. A class that lists some of them has to list all.
    private static void AddSentinels(AddedTokenList added, int pieces, TokenizerConfig config)
    {
        int listed = config.Special.Additional.Count(token => token.Contains("<extra_id_", StringComparison.Ordinal));
        if (config.ExtraIds > Vocabulary.IdLimit || (listed > 0 && config.ExtraIds > 0 && listed != config.ExtraIds))
        {
            throw new LensInputException(
                $"tokenizer_config.json has extra_ids {config.ExtraIds} and {listed} tokens <extra_id_N> among additional_special_tokens; make them agree.");
        }

        HashSet<string> known = [.. added.Tokens.Select(token => token.Content)];
        for (int i = 0; i < config.ExtraIds; i++)
        {
            string content = string.Create(CultureInfo.InvariantCulture, $"<extra_id_{i}>");
            if (!known.Contains(content))
            {
                AddedToken token = new(content, pieces + config.ExtraIds - 1 - i) { IsSpecial = true, StripsLeft = true, StripsRight = true };
                added.Add(token, "tokenizer_config.json.extra_ids");
            }
        }
    }

    private static TokenizerParts Bare(SentencePieceModel model, TokenizerConfig config)
    {
        SpecialTokens special = config.Special with
        {
            Beginning = config.Special.Beginning ?? model.Control(model.Training.Beginning),
            End = config.Special.End ?? model.Control(model.Training.End),
            Padding = config.Special.Padding ?? model.Control(model.Training.Padding),
            Unknown = config.Special.Unknown ?? model.Pieces[model.Unknown].Text,
        };
        return Parts(model, config, special, new PieceEncoder(model, model.Normalization), new AddedTokenList(model.Vocabulary));
    }

    private static TokenizerParts Parts(
        SentencePieceModel model, TokenizerConfig config, SpecialTokens special, StretchEncoder encoder, AddedTokenList added) => new()
        {
            Vocabulary = model.Vocabulary,
            Stretches = encoder,
            Decoder = new PieceDecoder(model, added.Tokens.Select(token => token.Content)),
            AddedTokens = added.Tokens,
            Special = special,
            ModelMaxLength = config.ModelMaxLength,
            Truncation = LengthSettings.ReadTruncation(null, config),
            Padding = LengthSettings.ReadPadding(null, config),
        };
}
