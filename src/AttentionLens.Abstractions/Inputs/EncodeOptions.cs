namespace AttentionLens;

/// <summary>How inputs become token ids.</summary>
public sealed record EncodeOptions
{
    /// <summary>Whether the tokenizer adds its special tokens. Ignored for inputs that are ids.</summary>
    /// <value>true by default.</value>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Whether an input with more tokens than the model has positions is cut; otherwise it is an error.</summary>
    /// <value>false by default.</value>
    public bool Truncate { get; init; }
}
