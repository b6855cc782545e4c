namespace AttentionLens;

/// <summary>How a model is loaded.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>Whether weights that are not numbers or infinite are taken as they are; otherwise they are an error.</summary>
    /// <value>false by default.</value>
    public bool AllowNonFiniteWeights { get; init; }

    /// <summary>Sees every weight that was read, once, and may change it: for controls that need a model with other weights. The checkpoint and models that are
    /// loaded already stay as they are.</summary>
    /// <value>null by default: weights are those of the checkpoint.</value>
    public WeightEdit? EditWeight { get; init; }

    /// <summary>Whether every run of the model recomputes as <see cref="RunPlan.Recompute"/> says, whatever its plan.</summary>
    /// <value>false by default: plans decide.</value>
    public bool Recompute { get; init; }
}
