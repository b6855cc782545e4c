using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>An RMSNorm with its weight.</summary>
public sealed class RmsNormLayer : NormLayer
{
    private readonly TensorParameter _scale;
    private readonly float _epsilon;
    private readonly OperationInfo _info;

    private RmsNormLayer(TensorParameter scale, float epsilon, string operation)
    {
        _scale = scale;
        _epsilon = epsilon;
        _info = new OperationInfo(OperationKind.RmsNorm, operation);
    }

    /// <summary>Reads a layer: <c>NAME.weight</c>.</summary>
    /// <param name="weights">Where from.</param>
    /// <param name="name">Its name in a checkpoint.</param>
    /// <param name="width">The width of what it normalises.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="operation">Its name in the words of hook points, for instance <c>blocks.0.ln1</c>.</param>
    public static RmsNormLayer Read(WeightSource weights, string name, int width, float epsilon, string operation) =>
        new(weights.Tensor($"{name}.weight", WeightRole.Scale, width), epsilon, operation);

    internal override IEnumerable<ModelWeight> NamedWeights => [WeightViews.Table($"{_info.Name}.w", _scale, _epsilon, Axis.Width)];

    /// <inheritdoc/>
    public override Variable Apply(Tape tape, Variable x) => tape.RmsNorm(_info, x, _scale, _epsilon);
}
