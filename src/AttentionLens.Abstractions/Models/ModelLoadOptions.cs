namespace AttentionLens;

/// <summary>How a model is loaded.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>Whether weights that are not numbers or infinite are taken as they are; otherwise they are an error.</summary>
    /// <value>false by default.</value>
    public bool AllowNonFiniteWeights { get; init; }
}
