namespace AttentionLens.Models.Tokenizers;

/// <summary>Where Metaspace puts its mark in front of a text that does not begin with one.</summary>
internal enum PrependScheme
{
    /// <summary>In front of every stretch, also after an added token.</summary>
    Always,

    /// <summary>Only at the beginning of the text.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
