using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A weight matrix with its bias.</summary>
/// <param name="Weight">W.</param>
/// <param name="Bias">b, or null for none.</param>
public sealed record LinearLayer(MatrixParameter Weight, TensorParameter? Bias)
{
    /// <summary>The width of what it gives.</summary>
    public int Outputs => Weight.Packed.Outputs;

    /// <summary>Reads a layer: <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
    /// <param name="weights">Where from.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">The width of what it is applied to.</param>
    /// <param name="outputs">The width of what it gives.</param>
    /// <param name="hasBias">Whether it has a bias.</param>
    /// <param name="order">How a checkpoint lays the matrix out.</param>
    public static LinearLayer Read(
        WeightSource weights, string name, int inputs, int outputs, bool hasBias = true, WeightOrder order = WeightOrder.OutputMajor) =>
        new(
            weights.Matrix($"{name}.weight", inputs, outputs, order),
            hasBias ? weights.Tensor($"{name}.bias", WeightRole.Bias, outputs) : null);
}
