namespace AttentionLens.Samples;

/// <summary>Which sentences are generated. No sentence of one split can occur in another.</summary>
internal enum SentenceSplit
{
    /// <summary>Sentences to train on.</summary>
    Training,

    /// <summary>Other sentences from the same rules and the same combinations of words.</summary>
    HeldOut,

    /// <summary>Sentences with a verb and an object that training never shows together.</summary>
    UnseenCombination,
}
