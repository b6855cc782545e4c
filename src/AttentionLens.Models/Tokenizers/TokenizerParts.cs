namespace AttentionLens.Models.Tokenizers;

/// <summary>Everything that makes up a tokenizer, as read from its files.</summary>
internal sealed record TokenizerParts
{
    public required Vocabulary Vocabulary { get; init; }

    public required SegmentationModel Model { get; init; }

    public required TokenDecoder Decoder { get; init; }

    public Normalizer? Normalizer { get; init; }

    public PreTokenizer PreTokenizer { get; init; } = new WholePreTokenizer();

    /// <summary>Whether a text that is empty or begins with white space goes without the prefix space that others get.</summary>
    public bool KeepsLeadingSpace { get; init; }

    public PostProcessor PostProcessor { get; init; } = PostProcessor.None;

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    public SpecialTokens Special { get; init; } = new();

    public TruncationSettings Truncation { get; init; } = new();

    public PaddingSettings Padding { get; init; } = new();

    public int? ModelMaxLength { get; init; }
}
