using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The names that configurations give to activations.</summary>
public static class ActivationNames
{
    /// <summary>Each name and what it stands for.</summary>
    public static IReadOnlyDictionary<string, ActivationKind> All { get; } = new Dictionary<string, ActivationKind>(StringComparer.Ordinal)
    {
        ["gelu"] = ActivationKind.Gelu,
        ["gelu_new"] = ActivationKind.GeluTanh,
        ["gelu_fast"] = ActivationKind.GeluTanh,
        ["gelu_pytorch_tanh"] = ActivationKind.GeluTanh,
        ["relu"] = ActivationKind.Relu,
        ["silu"] = ActivationKind.Silu,
        ["swish"] = ActivationKind.Silu,
        ["tanh"] = ActivationKind.Tanh,
    };
}
