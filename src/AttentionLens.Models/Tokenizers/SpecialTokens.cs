namespace AttentionLens.Models.Tokenizers;

/// <summary>The tokens with a role, as the vocabulary spells them; null where the tokenizer has none.</summary>
internal sealed record SpecialTokens
{
    public string? Padding { get; init; }

    public string? Unknown { get; init; }

    public string? Classification { get; init; }

    public string? Separator { get; init; }

    public string? Mask { get; init; }

    public string? Beginning { get; init; }

    public string? End { get; init; }

    /// <summary>Special tokens without a role of their own.</summary>
    public IReadOnlyList<string> Additional { get; init; } = [];

    public IEnumerable<string> All =>
        new[] { Padding, Unknown, Classification, Separator, Mask, Beginning, End }.OfType<string>().Concat(Additional);
}
