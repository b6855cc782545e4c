using System.Numerics.Tensors;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>Numbers in an array.</summary>
internal sealed class ArrayTensor(TensorSpec spec, int[] shape, float[] values) : LensTensor
{
    public override TensorSpec Spec => spec;

    public override ReadOnlySpan<int> Shape => shape;

    public override ReadOnlyTensorSpan<float> Span => new(values, [.. shape.Select(extent => (nint)extent)]);

    public override ReadOnlySpan<float> Values => values;

    public static ArrayTensor Of(LensTensor tensor, Func<int, float> value) =>
        new(tensor.Spec, tensor.Shape.ToArray(), [.. Enumerable.Range(0, tensor.Values.Length).Select(value)]);

    public override LensTensor Retain() => this;

    protected override void Dispose(bool disposing)
    {
    }
}
