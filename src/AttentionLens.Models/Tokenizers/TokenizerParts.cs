namespace AttentionLens.Models.Tokenizers;

/// <summary>Everything that makes up a tokenizer, as read from its files.</summary>
internal sealed record TokenizerParts
{
    public required Vocabulary Vocabulary { get; init; }

    public required StretchEncoder Stretches { get; init; }

    public required TokenDecoder Decoder { get; init; }

    public PostProcessor PostProcessor { get; init; } = PostProcessor.None;

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    public SpecialTokens Special { get; init; } = new();

    public TruncationSettings Truncation { get; init; } = new();

    public PaddingSettings Padding { get; init; } = new();

    /// <summary>The parts of the tokenizer for texts that a decoder writes; null where it is the same one.</summary>
    public TokenizerParts? Target { get; init; }

    public int? ModelMaxLength { get; init; }
}
