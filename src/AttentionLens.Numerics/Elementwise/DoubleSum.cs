using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>A sum of float vectors in double precision.</summary>
internal struct DoubleSum
{
    private Vector<double> _lower;
    private Vector<double> _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector<float> values)
    {
        Vector.Widen(values, out Vector<double> lower, out Vector<double> upper);
        _lower += lower;
        _upper += upper;
    }

    /// <summary>Adds a · b without rounding the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Vector<float> a, Vector<float> b)
    {
        Vector.Widen(a, out Vector<double> lowerA, out Vector<double> upperA);
        Vector.Widen(b, out Vector<double> lowerB, out Vector<double> upperB);
        _lower += lowerA * lowerB;
        _upper += upperA * upperB;
    }

    public readonly double Total() => Vector.Sum(_lower + _upper);
}
