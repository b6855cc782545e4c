namespace AttentionLens;

/// <summary>What a recorded operation computes.</summary>
public enum OperationKind
{
    /// <summary>y = x W + b.</summary>
    Linear,

    /// <summary>The sum of two tensors, as at a residual connection.</summary>
    Add,

    /// <summary>The elementwise product of two tensors; at a gate, input 0 is the gate.</summary>
    Product,

    /// <summary>Batched products of two computed matrices, as in attention: query times key, pattern times value.</summary>
    MatrixProduct,

    /// <summary>Softmax over the last axis, with a mask and a bias applied before it.</summary>
    Softmax,

    /// <summary>LayerNorm over the last axis.</summary>
    LayerNorm,

    /// <summary>RMSNorm over the last axis.</summary>
    RmsNorm,

    /// <summary>An elementwise non-linearity.</summary>
    Activation,

    /// <summary>A table look-up.</summary>
    Embedding,

    /// <summary>A choice of positions.</summary>
    Selection,

    /// <summary>A rotation of pairs of components by their position.</summary>
    Rotation,

    /// <summary>A factor that is the same for every value.</summary>
    Scale,

    /// <summary>An intervention.</summary>
    Edit,
}
