namespace AttentionLens.Models.Tokenizers;

/// <summary>Which sequence gives up tokens when an encoding is too long.</summary>
public enum TruncationStrategy
{
    /// <summary>One token at a time from the longer sequence, from the second where both are equally long.</summary>
    LongestFirst,

    /// <summary>Only the first sequence.</summary>
    OnlyFirst,

    /// <summary>Only the second sequence.</summary>
    OnlySecond,
}
