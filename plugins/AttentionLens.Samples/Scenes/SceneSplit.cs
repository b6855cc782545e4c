namespace AttentionLens.Samples;

/// <summary>Which scenes are generated. No scene of one split can occur in another.</summary>
internal enum SceneSplit
{
    /// <summary>Scenes to train on.</summary>
    Training,

    /// <summary>Other scenes with the same combinations of forms and quadrant.</summary>
    HeldOut,

    /// <summary>Scenes with a combination of deciding form, forms beside it and quadrant that training never shows.</summary>
    UnseenCombination,
}
