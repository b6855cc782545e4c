namespace AttentionLens.Numerics;

/// <summary>The activation functions of the supported model families.</summary>
public enum ActivationKind
{
    /// <summary>x.</summary>
    None,

    /// <summary>x · Φ(x) with the error function. Source: Hendrycks and Gimpel 2016.</summary>
    Gelu,

    /// <summary>x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), the approximation that GPT-2 uses. Source: Hendrycks and Gimpel 2016.</summary>
    GeluTanh,

    /// <summary>x / (1 + e^−x). Source: Hendrycks and Gimpel 2016; Ramachandran et al. 2017.</summary>
    Silu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh(x).</summary>
    Tanh,
}
