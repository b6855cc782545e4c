using System.Numerics.Tensors;

namespace AttentionLens.Analyses.Tests;

/// <summary>Numbers that need no pool.</summary>
internal sealed class PlantedTensor(TensorSpec spec, int[] shape, float[] values) : LensTensor
{
    public override TensorSpec Spec => spec;

    public override ReadOnlySpan<int> Shape => shape;

    public override ReadOnlyTensorSpan<float> Span => new(values, [.. shape.Select(extent => (nint)extent)]);

    public override ReadOnlySpan<float> Values => values;

    public override LensTensor Retain() => new PlantedTensor(spec, shape, values);

    protected override void Dispose(bool disposing)
    {
    }
}
