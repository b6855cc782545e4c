using System.Numerics.Tensors;
using Tensor = AttentionLens.Numerics.Tensor;

namespace AttentionLens.Models;

/// <summary>A pooled tensor with its meaning.</summary>
internal sealed class ModelTensor : LensTensor
{
    private readonly Tensor _tensor;

    /// <param name="tensor">The numbers; this object takes the handle.</param>
    /// <param name="spec">Their meaning.</param>
    public ModelTensor(Tensor tensor, TensorSpec spec)
    {
        _tensor = tensor;
        Spec = spec;
    }

    public override TensorSpec Spec { get; }

    public override ReadOnlySpan<int> Shape => _tensor.Shape;

    public override ReadOnlyTensorSpan<float> Span => _tensor.View;

    public override ReadOnlySpan<float> Values => _tensor.Span;

    public override LensTensor Retain() => new ModelTensor(_tensor.Retain(), Spec);

    protected override void Dispose(bool disposing) => _tensor.Dispose();
}
