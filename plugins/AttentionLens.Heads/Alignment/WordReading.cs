namespace AttentionLens.Heads;

/// <summary>Where a decoder's attention is taken for a word of the target.</summary>
internal enum WordReading
{
    /// <summary>Where the decoder writes the word: at the positions before its tokens.</summary>
    Writing,

    /// <summary>Where the decoder reads the word: at the positions of its tokens.</summary>
    Reading,
}
