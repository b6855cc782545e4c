namespace AttentionLens.Models;

/// <summary>What a family's configurations call the sizes of an encoder. The defaults are BERT's.</summary>
public sealed record EncoderKeys
{
    /// <summary>The number of blocks.</summary>
    public string Layers { get; init; } = "num_hidden_layers";

    /// <summary>The number of heads.</summary>
    public string Heads { get; init; } = "num_attention_heads";

    /// <summary>The width of the residual stream.</summary>
    public string Width { get; init; } = "hidden_size";

    /// <summary>The width of the MLP's hidden layer.</summary>
    public string MlpWidth { get; init; } = "intermediate_size";

    /// <summary>The MLP's activation.</summary>
    public string Activation { get; init; } = "hidden_act";

    /// <summary>What is added to variances; null where the family always adds 1e-12.</summary>
    public string? Epsilon { get; init; } = "layer_norm_eps";
}
