using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>What <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> say; both may be absent. They hold much that has no
/// bearing on tokens, so settings that are not known are left alone.</summary>
internal sealed record TokenizerConfig
{
    private const string MainFile = "tokenizer_config.json";
    private const string MapFile = "special_tokens_map.json";

    /// <summary>The Python class, without the ending that marks the Rust-backed one; null where it is not named.</summary>
    public string? Class { get; init; }

    public SpecialTokens Special { get; init; } = new();

    /// <summary>Tokens written out with their ids and how they are matched.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    public int? ModelMaxLength { get; init; }

    public bool Lowercase { get; init; } = true;

    public bool? StripAccents { get; init; }

    public bool SeparateIdeographs { get; init; } = true;

    public bool? AddPrefixSpace { get; init; }

    public bool? AddBeginning { get; init; }

    public bool AddEnd { get; init; }

    /// <summary>Whether SentencePiece adds a space before every stretch, as it did before the reference was mended.</summary>
    public bool IsLegacy { get; init; } = true;

    /// <summary>How many sentinels T5 has behind its pieces.</summary>
    public int ExtraIds { get; init; } = 100;

    /// <summary>What the files ask of SentencePiece beyond the model, by name.</summary>
    public IReadOnlyList<string> PieceOptions { get; init; } = [];

    /// <summary>Whether each language has a vocabulary of its own.</summary>
    public bool HasSeparateVocabularies { get; init; }

    public bool CleanUpSpaces { get; init; } = true;

    public TextSide? TruncationSide { get; init; }

    public TextSide? PaddingSide { get; init; }

    public static TokenizerConfig Read(string folder)
    {
        TokenizerConfig config = new();
        FolderFile map = new(folder, MapFile);
        if (map.Exists)
        {
            using JsonDocument document = map.ReadJson();
            config = config with { Special = ReadSpecial(new ComponentSettings(document.RootElement, MapFile), config.Special) };
        }

        FolderFile main = new(folder, MainFile);
        if (main.Exists)
        {
            using JsonDocument document = main.ReadJson();
            config = ReadMain(new ComponentSettings(document.RootElement, MainFile), config);
        }

        return config;
    }

    private static TokenizerConfig ReadMain(ComponentSettings settings, TokenizerConfig config) => config with
    {
        Class = ClassOf(settings.OptionalText("tokenizer_class")),
        Special = ReadSpecial(settings, config.Special),
        AddedTokens = ReadAdded(settings),
        ModelMaxLength = LengthOf(settings.Find("model_max_length")),
        Lowercase = settings.Flag("do_lower_case", absent: true),
        StripAccents = settings.OptionalFlag("strip_accents"),
        SeparateIdeographs = settings.Flag("tokenize_chinese_chars", absent: true),
        AddPrefixSpace = settings.OptionalFlag("add_prefix_space"),
        AddBeginning = settings.OptionalFlag("add_bos_token"),
        AddEnd = settings.Flag("add_eos_token", absent: false),
        IsLegacy = settings.Flag("legacy", absent: true),
        ExtraIds = settings.Count("extra_ids", absent: 100),
        PieceOptions = [.. settings.OptionalInner("sp_model_kwargs")?.Properties().Select(option => option.Name) ?? []],
        HasSeparateVocabularies = settings.Flag("separate_vocabs", absent: false),
        CleanUpSpaces = settings.Flag("clean_up_tokenization_spaces", absent: true),
        TruncationSide = SideOf(settings, "truncation_side"),
        PaddingSide = SideOf(settings, "padding_side"),
    };

    // Absent lengths are written as 10^30, which is no length at all.
    private static int? LengthOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int length) && length > 0 ? length : null;

    public static string? ClassOf(string? name) =>
        name is not null && name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^"Fast".Length] : name;

    private static SpecialTokens ReadSpecial(ComponentSettings settings, SpecialTokens fallback) => new()
    {
        Padding = TokenOf(settings, "pad_token") ?? fallback.Padding,
        Unknown = TokenOf(settings, "unk_token") ?? fallback.Unknown,
        Classification = TokenOf(settings, "cls_token") ?? fallback.Classification,
        Separator = TokenOf(settings, "sep_token") ?? fallback.Separator,
        Mask = TokenOf(settings, "mask_token") ?? fallback.Mask,
        Beginning = TokenOf(settings, "bos_token") ?? fallback.Beginning,
        End = TokenOf(settings, "eos_token") ?? fallback.End,
        Additional = settings.Find("additional_special_tokens") is null
            ? fallback.Additional
            : [.. settings.Items("additional_special_tokens").Select(item => Spelling(item.Value, item.Place))],
    };

    private static string? TokenOf(ComponentSettings settings, string name) =>
        settings.Find(name) is { } value ? Spelling(value, $"{settings.Place}.{name}") : null;

    // A token is written as its text, or as an object that holds the text beside how it is matched.
    private static string Spelling(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Object
            ? new ComponentSettings(value, place).Text("content")
            : ComponentSettings.TextOf(value, place);

    private static List<AddedToken> ReadAdded(ComponentSettings settings)
    {
        List<AddedToken> tokens = [];
        if (settings.OptionalInner("added_tokens_decoder") is { } table)
        {
            foreach ((string name, JsonElement value) in table.Properties())
            {
                if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                {
                    throw new LensInputException($"{table.Place} has the name {Quote.Short(name)}; expected the id of a token.");
                }

                tokens.Add(AddedToken.Read(new ComponentSettings(value, $"{table.Place}.{name}"), id));
            }
        }

        return tokens;
    }

    private static TextSide? SideOf(ComponentSettings settings, string name) => settings.OptionalText(name) switch
    {
        null => null,
        "right" => TextSide.Right,
        "left" => TextSide.Left,
        { } other => throw new LensInputException($"{settings.Place}.{name} is {Quote.Short(other)}; expected 'right' or 'left'."),
    };
}
