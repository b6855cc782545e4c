using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Gradient times value: what the objective would lose, were it linear, if the component were zero.</summary>
/// <remarks>Source: Shrikumar, Greenside and Kundaje 2017, section 2.</remarks>
public sealed class GradientTimesInputMethod : GradientMethod
{
    /// <summary>Creates the method.</summary>
    public GradientTimesInputMethod()
        : base(Aggregation.Sum)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("grad-x-input", "The gradient of the objective times the input's features.", AttributionKind.Gradient)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Shrikumar2017],
        };

    private protected override string Unit => "objective";

    private protected override void Score(ReadOnlySpan<float> value, ReadOnlySpan<float> gradient, Span<float> scores) =>
        TensorPrimitives.Multiply(value, gradient, scores);
}
