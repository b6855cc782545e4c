namespace AttentionLens.Models.Checkpoints;

/// <summary>One of the few names of Python objects that a state dict may mention.</summary>
/// <param name="Module">The Python module.</param>
/// <param name="Name">The name in it.</param>
/// <param name="Role">What a call of it stands for.</param>
/// <param name="ElementType">For a storage class, its elements.</param>
internal sealed record TorchGlobal(string Module, string Name, TorchGlobalRole Role, CheckpointElementType ElementType = default)
{
    public string FullName => $"{Module}.{Name}";
}
