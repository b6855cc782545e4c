namespace AttentionLens.Models.Tokenizers;

/// <summary>How a tokenizer's files ask for encodings to be filled up. <see cref="Tokenizer.Encode"/> pads only when its options say
/// to which length; side and type id then come from here.</summary>
public sealed record PaddingSettings
{
    /// <summary>The fixed length the files name; null where they pad to the longest of a batch or not at all.</summary>
    /// <value>Default: null.</value>
    public int? Length { get; init; }

    /// <summary>What the files want padded lengths to be a multiple of; for those who choose the length, encoding takes it as asked.</summary>
    /// <value>Default: null.</value>
    public int? MultipleOf { get; init; }

    /// <summary>The end that padding is added to.</summary>
    /// <value>Default: <see cref="TextSide.Right"/>.</value>
    public TextSide Side { get; init; }

    /// <summary>The type id of padding.</summary>
    /// <value>Default: 0.</value>
    public int TypeId { get; init; }
}
