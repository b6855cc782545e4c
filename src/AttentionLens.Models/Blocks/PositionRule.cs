namespace AttentionLens.Models;

/// <summary>Which row of a position table a place gets.</summary>
public enum PositionRule
{
    /// <summary>Its place in the padded sequence, from 0.</summary>
    Place,

    /// <summary>Its distance from the first token that is attended to, so that padding on the left changes nothing.</summary>
    FromStart,

    /// <summary>The number of tokens up to it that are not the padding id; the padding id itself gets 0, as RoBERTa counts.</summary>
    Counted,
}
