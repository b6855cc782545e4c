namespace AttentionLens.Models.Tokenizers;

/// <summary>What a piece of a SentencePiece model is, under the number that files use.</summary>
internal enum PieceKind
{
    Normal = 1,

    /// <summary>Stands for what the other pieces cannot spell.</summary>
    Unknown = 2,

    /// <summary>Stands for no text, and is found in none.</summary>
    Control = 3,

    /// <summary>Always kept whole, and as it was written.</summary>
    UserDefined = 4,

    /// <summary>Known to merging, but not given out.</summary>
    Unused = 5,

    /// <summary>One byte of a character that the other pieces cannot spell.</summary>
    Byte = 6,
}
