namespace AttentionLens.Models.Tokenizers;

/// <summary>How to encode a text.</summary>
public sealed record TokenizeOptions
{
    /// <summary>Whether the special tokens of the model are put around the text, for instance <c>[CLS]</c> and <c>[SEP]</c>.</summary>
    /// <value>Default: true.</value>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>The most tokens the encoding may have, special tokens included; null never cuts.</summary>
    /// <value>Default: null.</value>
    public int? MaxLength { get; init; }

    /// <summary>Which sequence gives up tokens; null takes what the tokenizer's files say.</summary>
    /// <value>Default: null.</value>
    public TruncationStrategy? Truncation { get; init; }

    /// <summary>The length to fill the encoding up to with padding; null adds none, and a longer encoding stays as it is.</summary>
    /// <value>Default: null.</value>
    public int? PadToLength { get; init; }
}
