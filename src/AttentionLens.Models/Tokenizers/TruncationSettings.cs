namespace AttentionLens.Models.Tokenizers;

/// <summary>How a tokenizer's files ask for encodings to be cut. <see cref="Tokenizer.Encode"/> cuts only when its options say how
/// long an encoding may be; strategy and side then come from here.</summary>
public sealed record TruncationSettings
{
    /// <summary>The most tokens an encoding may have, special tokens included; null where the files name none.</summary>
    /// <value>Default: null.</value>
    public int? MaxLength { get; init; }

    /// <summary>Which sequence gives up tokens.</summary>
    /// <value>Default: <see cref="TruncationStrategy.LongestFirst"/>.</value>
    public TruncationStrategy Strategy { get; init; }

    /// <summary>The end that tokens are taken from.</summary>
    /// <value>Default: <see cref="TextSide.Right"/>.</value>
    public TextSide Side { get; init; }

    /// <summary>How many tokens the windows of an overlong text would share. Windows are not made here; the number is for those who
    /// make them.</summary>
    /// <value>Default: 0.</value>
    public int Stride { get; init; }
}
