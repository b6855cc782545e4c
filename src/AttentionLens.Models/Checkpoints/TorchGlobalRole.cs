namespace AttentionLens.Models.Checkpoints;

/// <summary>What a known Python name stands for in a state dict.</summary>
internal enum TorchGlobalRole
{
    /// <summary>A tensor over a storage.</summary>
    Tensor,

    /// <summary>A parameter around a tensor.</summary>
    Parameter,

    /// <summary>An ordered dictionary.</summary>
    OrderedDictionary,

    /// <summary>A shape: a tuple by another name.</summary>
    Size,

    /// <summary>A storage class; named in persistent ids, never called.</summary>
    Storage,
}
