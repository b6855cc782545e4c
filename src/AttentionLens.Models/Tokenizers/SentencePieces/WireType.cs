namespace AttentionLens.Models.Tokenizers;

/// <summary>How a field of a protocol buffer is laid out.</summary>
internal enum WireType
{
    Varint = 0,

    EightBytes = 1,

    Delimited = 2,

    FourBytes = 5,
}
