namespace AttentionLens.Models;

/// <summary>What the configuration of every causal model says.</summary>
public sealed record CausalOutline
{
    /// <summary>What stands on top of the blocks.</summary>
    public required CausalArchitecture Architecture { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>What it takes as text.</summary>
    public required TextInputSettings Inputs { get; init; }

    /// <summary>Whether the table of token embeddings is the output layer of <see cref="CausalArchitecture.NextToken"/> too.</summary>
    public required bool TiesEmbeddings { get; init; }
}
