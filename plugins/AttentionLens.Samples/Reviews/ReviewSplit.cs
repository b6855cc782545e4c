namespace AttentionLens.Samples;

/// <summary>Which reviews are generated. No review of one split can occur in another.</summary>
internal enum ReviewSplit
{
    /// <summary>Reviews to train on.</summary>
    Training,

    /// <summary>Other reviews from the same rules and the same combinations of words.</summary>
    HeldOut,

    /// <summary>Reviews whose deciding words are a combination of negators and sentiment word that training never shows.</summary>
    UnseenCombination,
}
