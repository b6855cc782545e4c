namespace AttentionLens.Models;

/// <summary>What stands on top of a stack in which every position sees only itself and earlier ones.</summary>
public enum CausalArchitecture
{
    /// <summary>Nothing: the output is the normalised residual stream.</summary>
    Headless,

    /// <summary>At each position the logits of the token that follows.</summary>
    NextToken,

    /// <summary>One row of logits for each example, from its last position.</summary>
    SequenceClassification,
}
