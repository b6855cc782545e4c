namespace AttentionLens.Samples;

/// <summary>What a word does in a review.</summary>
internal enum WordRole
{
    /// <summary>Holds the sentence together; another word in its place could change what decides.</summary>
    Structure,

    /// <summary>Names what the review is about; any other name would do.</summary>
    Topic,

    /// <summary>Has a polarity.</summary>
    Sentiment,

    /// <summary>Turns the polarity of the opinion it stands in.</summary>
    Negator,
}
