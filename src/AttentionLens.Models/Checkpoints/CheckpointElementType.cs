namespace AttentionLens.Models.Checkpoints;

/// <summary>How one number of a tensor is stored. All are little-endian.</summary>
public enum CheckpointElementType
{
    /// <summary>IEEE binary64, 8 bytes.</summary>
    F64,

    /// <summary>IEEE binary32, 4 bytes.</summary>
    F32,

    /// <summary>IEEE binary16, 2 bytes.</summary>
    F16,

    /// <summary>The upper half of an IEEE binary32, 2 bytes.</summary>
    BF16,

    /// <summary>Signed integer, 8 bytes.</summary>
    I64,

    /// <summary>Signed integer, 4 bytes.</summary>
    I32,

    /// <summary>Signed integer, 2 bytes.</summary>
    I16,

    /// <summary>Signed integer, 1 byte.</summary>
    I8,

    /// <summary>Unsigned integer, 8 bytes.</summary>
    U64,

    /// <summary>Unsigned integer, 4 bytes.</summary>
    U32,

    /// <summary>Unsigned integer, 2 bytes.</summary>
    U16,

    /// <summary>Unsigned integer, 1 byte.</summary>
    U8,

    /// <summary>Truth value, 1 byte; zero is false, anything else is true.</summary>
    Bool,

    /// <summary>8-bit float with 4 exponent bits, 1 byte. Listed, but reading it is refused.</summary>
    F8E4M3,

    /// <summary>8-bit float with 5 exponent bits, 1 byte. Listed, but reading it is refused.</summary>
    F8E5M2,

    /// <summary>8-bit power of two, 1 byte. Listed, but reading it is refused.</summary>
    F8E8M0,
}
