namespace AttentionLens;

/// <summary>What stands for the absence of an input.</summary>
public enum AttributionBaseline
{
    /// <summary>Embeddings of zeros.</summary>
    Zero,

    /// <summary>The padding token at every position that holds no special token; for an image, black.</summary>
    Pad,

    /// <summary>The mask token at every position that holds no special token.</summary>
    Mask,
}
