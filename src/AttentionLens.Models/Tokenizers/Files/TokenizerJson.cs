using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads <c>tokenizer.json</c>, which holds all components of a tokenizer.</summary>
internal static class TokenizerJson
{
    public static TokenizerParts Read(FolderFile file, TokenizerConfig config)
    {
        using JsonDocument document = file.ReadJson();
        ComponentSettings root = new(document.RootElement, file.Name);
        root.Find("version");
        Vocabulary vocabulary = new();
        JsonElement described = root.Get("model");
        SegmentationModel model = SegmentationTable.For(vocabulary).Make(described, $"{file.Name}.model", ImpliedModel(described));
        AddedTokenList added = ReadAdded(root, vocabulary);
        SpecialTokens special = SpecialTokenNames.Complete(config.Special, added.Tokens, model.UnknownToken);
        added.AddSpecial(special);
        PostProcessor postProcessor = Make(root, "post_processor", PostProcessorTable.For(vocabulary)) ?? PostProcessor.None;
        TokenizerParts parts = new()
        {
            Vocabulary = vocabulary,
            Stretches = new ComponentEncoder(vocabulary, model, Make(root, "normalizer", NormalizerTable.Components), added.Tokens)
            {
                PreTokenizer = Make(root, "pre_tokenizer", PreTokenizerTable.Components) ?? new WholePreTokenizer(),
                KeepsLeadingSpace = ByteLevelFamily.KeepsLeadingSpace(config.Class),
                TrimsSources = postProcessor.TrimsSources,
            },
            AddedTokens = added.Tokens,
            Special = special,
            ModelMaxLength = config.ModelMaxLength,
            PostProcessor = postProcessor,
            Decoder = Make(root, "decoder", DecoderTable.Components) ?? new SpaceDecoder(),
            Truncation = LengthSettings.ReadTruncation(root.OptionalInner("truncation"), config),
            Padding = LengthSettings.ReadPadding(root.OptionalInner("padding"), config),
        };
        root.RejectUnread();
        return parts;
    }

    private static TComponent? Make<TComponent>(ComponentSettings root, string slot, ComponentTable<TComponent> table)
        where TComponent : class => root.Find(slot) is { } value ? table.Make(value, $"{root.Place}.{slot}") : null;

    private static AddedTokenList ReadAdded(ComponentSettings root, Vocabulary vocabulary)
    {
        AddedTokenList added = new(vocabulary);
        if (root.Find("added_tokens") is not null)
        {
            foreach ((JsonElement value, string place) in root.Items("added_tokens"))
            {
                ComponentSettings settings = new(value, place);
                added.Add(AddedToken.Read(settings, settings.Count("id")), place);
            }
        }

        return added;
    }

    // Files of the first versions do not name the model's type; merges give byte-pair encoding away.
    private static string? ImpliedModel(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("merges", out _) ? "BPE" : null;
}
