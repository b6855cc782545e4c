namespace AttentionLens.Models;

/// <summary>What a weight is for; decides how it starts where it is not loaded but trained from nothing.</summary>
public enum WeightRole
{
    /// <summary>A matrix that inputs are multiplied with: starts normal with the configuration's deviation.</summary>
    Matrix,

    /// <summary>A table of embeddings: starts like a matrix.</summary>
    Embedding,

    /// <summary>A bias or the shift of a normalisation: starts at 0.</summary>
    Bias,

    /// <summary>The scale of a normalisation: starts at 1.</summary>
    Scale,
}
