namespace AttentionLens.Numerics;

/// <summary>How the weights of a linear map lie in a checkpoint.</summary>
public enum WeightOrder
{
    /// <summary>[outputs, inputs], as in <c>torch.nn.Linear</c>.</summary>
    OutputMajor,

    /// <summary>[inputs, outputs], as in the <c>Conv1D</c> of GPT-2.</summary>
    InputMajor,
}
