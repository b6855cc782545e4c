using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A LayerNorm with its weights.</summary>
public sealed class LayerNormLayer : NormLayer
{
    private readonly TensorParameter _scale;
    private readonly TensorParameter _shift;
    private readonly float _epsilon;
    private readonly OperationInfo _info;

    private LayerNormLayer(TensorParameter scale, TensorParameter shift, float epsilon, string operation)
    {
        _scale = scale;
        _shift = shift;
        _epsilon = epsilon;
        _info = new OperationInfo(OperationKind.LayerNorm, operation);
    }

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
            operation);

    internal override IEnumerable<ModelWeight> NamedWeights =>
    [
        WeightViews.Table($"{_info.Name}.w", _scale, _epsilon, Axis.Width),
        WeightViews.Table($"{_info.Name}.b", _shift, null, Axis.Width),
    ];

    /// <inheritdoc/>
    public override Variable Apply(Tape tape, Variable x) => tape.LayerNorm(_info, x, _scale, _shift, _epsilon);
}
