using System.Numerics.Tensors;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>Numbers in an array.</summary>
internal sealed class ArrayTensor(TensorSpec spec, int[] shape, float[] values) : LensTensor
{
    public override TensorSpec Spec => spec;

    public override ReadOnlySpan<int> Shape => shape;

    public override ReadOnlyTensorSpan<float> Span => new(values, [.. shape.Select(extent => (nint)extent)]);

    public override ReadOnlySpan<float> Values => values;

    public override LensTensor Retain() => this;

    protected override void Dispose(bool disposing)
    {
    }
}
