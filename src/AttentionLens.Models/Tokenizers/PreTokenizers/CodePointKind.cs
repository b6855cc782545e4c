namespace AttentionLens.Models.Tokenizers;

/// <summary>What a code point means to a pre-tokenizer that cuts by code points.</summary>
internal enum CodePointKind
{
    /// <summary>Ends a piece and is dropped.</summary>
    Separator,

    /// <summary>Is a piece by itself.</summary>
    Alone,

    /// <summary>Joins its neighbours of the same kind.</summary>
    Word,

    /// <summary>Joins its neighbours of the same kind.</summary>
    Other,
}
