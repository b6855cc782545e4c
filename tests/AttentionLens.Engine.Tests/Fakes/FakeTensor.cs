using System.Numerics.Tensors;

namespace AttentionLens.Engine.Tests;

/// <summary>A tensor that counts how many of its kind are rented.</summary>
internal sealed class FakeTensor : LensTensor
{
    private readonly RentCounter _rents;
    private readonly float[] _values;
    private readonly int[] _shape;
    private bool _isDisposed;

    public FakeTensor(TensorSpec spec, int[] shape, float[] values, RentCounter rents)
    {
        Spec = spec;
        _shape = shape;
        _values = values;
        _rents = rents;
        _rents.Add(1);
    }

    public override TensorSpec Spec { get; }

    public override ReadOnlySpan<int> Shape => _shape;

    public override ReadOnlyTensorSpan<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return new ReadOnlyTensorSpan<float>(_values, [.. _shape.Select(extent => (nint)extent)]);
        }
    }

    public override ReadOnlySpan<float> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _values;
        }
    }

    public override LensTensor Retain() => new FakeTensor(Spec, _shape, _values, _rents);

    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _rents.Add(-1);
        }
    }
}
