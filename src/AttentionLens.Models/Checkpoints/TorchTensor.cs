using System.Collections.Immutable;

namespace AttentionLens.Models.Checkpoints;

/// <summary>A tensor as a view of a storage. That every element lies inside the storage has been checked.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="First">The element of the storage at index zero of every axis.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Strides">How many elements of the storage one step along each axis is.</param>
internal sealed record TorchTensor(TorchStorage Storage, long First, ImmutableArray<long> Shape, ImmutableArray<long> Strides)
{
    /// <summary>Whether row-major order is the storage's own order.</summary>
    public bool IsContiguous { get; } = HasRowMajorStrides(Shape.AsSpan(), Strides.AsSpan());

    private static bool HasRowMajorStrides(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] != 1 && strides[axis] != expected)
            {
                return false;
            }

            expected *= shape[axis];
        }

        return true;
    }
}
