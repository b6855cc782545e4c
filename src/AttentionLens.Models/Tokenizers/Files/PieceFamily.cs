namespace AttentionLens.Models.Tokenizers;

/// <summary>What the tokenizer classes that are made of a SentencePiece model put around it.</summary>
internal sealed record PieceFamily
{
    private static readonly Dictionary<string, PieceFamily> Known = new(StringComparer.Ordinal)
    {
        ["LlamaTokenizer"] = new PieceFamily { Special = new() { Beginning = "<s>", End = "</s>", Unknown = "<unk>" } },
        ["T5Tokenizer"] = new PieceFamily
        {
            Special = new() { End = "</s>", Unknown = "<unk>", Padding = "<pad>" },
            HasSentinels = true,
        },
    };

    /// <summary>The tokens with a role, where the configuration does not name them.</summary>
    public required SpecialTokens Special { get; init; }

    /// <summary>Whether each text is ended whatever the configuration says, and tokens behind the pieces stand for gaps in it: T5.
    /// Otherwise each text begins, and ends on request: Llama.</summary>
    public bool HasSentinels { get; init; }

    public static PieceFamily Of(string name, string file) => Known.TryGetValue(name, out PieceFamily? family)
        ? family
        : throw new LensInputException(
            $"{file} belongs to the tokenizer class {Quote.Short(name)}, which is not supported without tokenizer.json; "
            + $"supported: {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>The special tokens, those of the configuration first.</summary>
    public SpecialTokens Complete(SpecialTokens named) => named with
    {
        Beginning = named.Beginning ?? Special.Beginning,
        End = named.End ?? Special.End,
        Unknown = named.Unknown ?? Special.Unknown,
        Padding = named.Padding ?? Special.Padding,
    };

    /// <summary>What stands around texts.</summary>
    public PostProcessor Around(SpecialTokens special, TokenizerConfig config, Vocabulary vocabulary, string place)
    {
        bool begins = !HasSentinels && (config.AddBeginning ?? true);
        bool ends = HasSentinels || config.AddEnd;
        int secondType = HasSentinels ? 0 : 1;
        TemplatePart[] Wrapped(int sequence, int typeId) =>
        [
            .. begins ? [TemplatePart.Special(vocabulary.Require(special.Beginning!, place), typeId)] : (TemplatePart[])[],
            TemplatePart.Text(sequence, typeId),
            .. ends
                ? [TemplatePart.Special(vocabulary.Require(special.End!, place), typeId) with { IsOnce = HasSentinels }]
                : (TemplatePart[])[],
        ];
        return new PostProcessor
        {
            Single = Wrapped(0, 0),
            Pair = [.. Wrapped(0, 0), .. Wrapped(1, secondType)],
            HasTemplate = true,
        };
    }
}
