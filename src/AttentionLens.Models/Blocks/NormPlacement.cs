namespace AttentionLens.Models;

/// <summary>Where a block normalises.</summary>
public enum NormPlacement
{
    /// <summary>Before each sublayer: x ← x + f(norm(x)), as GPT-2, ViT, T5 and Llama do.</summary>
    BeforeSublayer,

    /// <summary>After each residual sum: x ← norm(x + f(x)), as BERT and BART do.</summary>
    AfterSum,
}
