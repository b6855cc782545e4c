namespace AttentionLens.Models.Tokenizers;

/// <summary>What becomes of the matches that a text is split at.</summary>
internal enum SplitBehavior
{
    /// <summary>Matches are dropped.</summary>
    Removed,

    /// <summary>Each match is a piece.</summary>
    Isolated,

    /// <summary>Each match ends the piece before it.</summary>
    MergedWithPrevious,

    /// <summary>Each match begins the piece after it.</summary>
    MergedWithNext,

    /// <summary>Matches that touch are one piece.</summary>
    Contiguous,
}
