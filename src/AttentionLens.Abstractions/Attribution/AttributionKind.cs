namespace AttentionLens;

/// <summary>What an attribution method's answer is made of.</summary>
public enum AttributionKind
{
    /// <summary>The gradient of the objective.</summary>
    Gradient,

    /// <summary>What the objective does when the input changes.</summary>
    Perturbation,

    /// <summary>Attention probabilities, with or without their gradients and values.</summary>
    Attention,

    /// <summary>Relevance, handed back layer by layer.</summary>
    Relevance,

    /// <summary>What a position or a component writes into the residual stream, read through the unembedding.</summary>
    Lens,
}
