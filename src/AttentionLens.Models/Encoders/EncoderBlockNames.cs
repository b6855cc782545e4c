namespace AttentionLens.Models;

/// <summary>What a family's checkpoints call the layers of an encoder block, within the block.</summary>
public sealed record EncoderBlockNames
{
    /// <summary>W_Q.</summary>
    public required string Query { get; init; }

    /// <summary>W_K.</summary>
    public required string Key { get; init; }

    /// <summary>W_V.</summary>
    public required string Value { get; init; }

    /// <summary>W_O.</summary>
    public required string Output { get; init; }

    /// <summary>The normalisation of attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>The MLP's first matrix.</summary>
    public required string Inner { get; init; }

    /// <summary>The MLP's second matrix.</summary>
    public required string Outer { get; init; }

    /// <summary>The normalisation of the MLP.</summary>
    public required string MlpNorm { get; init; }

    /// <summary>BERT's names, which most families that came from it kept.</summary>
    public static EncoderBlockNames Bert { get; } = new()
    {
        Query = "attention.self.query",
        Key = "attention.self.key",
        Value = "attention.self.value",
        Output = "attention.output.dense",
        AttentionNorm = "attention.output.LayerNorm",
        Inner = "intermediate.dense",
        Outer = "output.dense",
        MlpNorm = "output.LayerNorm",
    };
}
