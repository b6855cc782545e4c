using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A LayerNorm with its weights.</summary>
/// <param name="Scale">γ.</param>
/// <param name="Shift">β.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Info">What it is and where it stands.</param>
public sealed record LayerNormLayer(TensorParameter Scale, TensorParameter Shift, float Epsilon, OperationInfo Info)
{
    /// <summary>Reads a layer: <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    /// <param name="weights">Where from.</param>
    /// <param name="name">Its name in a checkpoint.</param>
    /// <param name="width">The width of what it normalises.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="operation">Its name in the words of hook points, for instance <c>blocks.0.ln1</c>.</param>
    public static LayerNormLayer Read(WeightSource weights, string name, int width, float epsilon, string operation) =>
        new(
            weights.Tensor($"{name}.weight", WeightRole.Scale, width),
            weights.Tensor($"{name}.bias", WeightRole.Bias, width),
            epsilon,
            new OperationInfo(OperationKind.LayerNorm, operation));

    /// <summary>Normalises.</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="x">[…, width].</param>
    public Variable Apply(Tape tape, Variable x) => tape.LayerNorm(Info, x, Scale, Shift, Epsilon);
}
