using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The absolute gradient: how much the objective moves when a component moves a little.</summary>
/// <remarks>Source: Simonyan, Vedaldi and Zisserman 2014, section 3.</remarks>
public sealed class SaliencyMethod : GradientMethod
{
    /// <summary>Creates the method.</summary>
    public SaliencyMethod()
        : base(Aggregation.L2)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("saliency", "The absolute gradient of the objective with respect to the input's features.", AttributionKind.Gradient)
        {
            Aggregation = "norm over the width",
            Sources = [Papers.Simonyan2014],
        };

    private protected override string Unit => "objective per activation";

    private protected override void Score(ReadOnlySpan<float> value, ReadOnlySpan<float> gradient, Span<float> scores) => TensorPrimitives.Abs(gradient, scores);
}
