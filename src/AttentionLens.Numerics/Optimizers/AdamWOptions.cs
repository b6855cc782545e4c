namespace AttentionLens.Numerics;

/// <summary>The settings of <see cref="AdamW"/>.</summary>
public sealed record AdamWOptions
{
    /// <summary>How much of the first moment is kept, in [0, 1).</summary>
    /// <value>0.9 by default.</value>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>How much of the second moment is kept, in [0, 1).</summary>
    /// <value>0.999 by default.</value>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the root of the second moment.</summary>
    /// <value>1e-8 by default.</value>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>The decay of matrices; biases and normalisation scales do not decay.</summary>
    /// <value>0.01 by default.</value>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>The largest Euclidean norm of all gradients together; above it they are scaled down. 0 for no bound.</summary>
    /// <value>1 by default.</value>
    public double LargestNorm { get; init; } = 1;
}
