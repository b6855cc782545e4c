using System.Numerics.Tensors;

namespace AttentionLens.Numerics;

/// <summary>A float32 array in row-major order on a 64-byte aligned native block of the <see cref="TensorPool"/>. The value is a handle:
/// several handles may share one block, and the block returns to the pool with the last of them.</summary>
/// <remarks>A handle that is dropped without <see cref="Dispose"/> keeps its block; <see cref="TensorPool.BytesInUse"/> shows it.
/// There is no finalizer on purpose: a span may outlive the last use of its handle inside a method.</remarks>
public sealed unsafe class Tensor : IDisposable
{
    private readonly TensorShape _shape;
    private TensorBlock? _block;

    private Tensor(TensorBlock block, in TensorShape shape)
    {
        _block = block;
        _shape = shape;
    }

    /// <summary>The extent of every axis, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape.Extents;

    /// <summary>The number of axes, 0 to 8.</summary>
    public int Rank => _shape.Rank;

    /// <summary>The number of values: the product of the extents.</summary>
    public int Length => _shape.Length;

    /// <summary>The values in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Span<float> Span => new(Block.Values, _shape.Length);

    /// <summary>The values with their shape.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public TensorSpan<float> View
    {
        get
        {
            Span<nint> lengths = stackalloc nint[TensorShape.MaximumRank];
            for (int axis = 0; axis < Rank; axis++)
            {
                lengths[axis] = Shape[axis];
            }

            return new TensorSpan<float>(Span, lengths[..Rank]);
        }
    }

    /// <summary>The first value, aligned to 64 bytes; 64 further floats behind the last value may be read, never relied on.</summary>
    internal float* Values => Block.Values;

    private TensorBlock Block => _block ?? throw new ObjectDisposedException(nameof(Tensor));

    /// <summary>Takes a block from the pool. Its contents are undefined.</summary>
    /// <param name="shape">Up to eight extents, none negative; none at all is a single value.</param>
    /// <returns>The only handle on the block.</returns>
    /// <exception cref="ArgumentException">The shape has more than eight axes or a negative extent.</exception>
    /// <exception cref="LensInputException">The tensor would have 2^31 values or more, or the memory does not suffice.</exception>
    public static Tensor Rent(params ReadOnlySpan<int> shape)
    {
        TensorShape checkedShape = new(shape);
        return new Tensor(TensorPool.Take(checkedShape.Length), checkedShape);
    }

    /// <summary>Takes a block from the pool and sets every value to zero.</summary>
    /// <param name="shape">Up to eight extents, none negative; none at all is a single value.</param>
    /// <returns>The only handle on the block.</returns>
    /// <exception cref="ArgumentException">The shape has more than eight axes or a negative extent.</exception>
    /// <exception cref="LensInputException">The tensor would have 2^31 values or more, or the memory does not suffice.</exception>
    public static Tensor RentZeroed(params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Rent(shape);
        tensor.Span.Clear();
        return tensor;
    }

    /// <summary>Another handle on the same block, seen with another shape. Both handles have to be disposed.</summary>
    /// <param name="shape">Extents with the same product.</param>
    /// <returns>The new handle.</returns>
    /// <exception cref="ArgumentException">The product of the extents differs from <see cref="Length"/>.</exception>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> shape)
    {
        TensorShape checkedShape = new(shape);
        if (checkedShape.Length != Length)
        {
            throw new ArgumentException($"A tensor {_shape} of {Length} values cannot be seen as {checkedShape}.", nameof(shape));
        }

        return new Tensor(Block.Retain(), checkedShape);
    }

    /// <summary>Another handle on the same block with the same shape. Both handles have to be disposed.</summary>
    /// <returns>The new handle.</returns>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Tensor Retain() => new(Block.Retain(), _shape);

    /// <summary>A copy of the values on a block of its own.</summary>
    /// <returns>The only handle on the new block.</returns>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Tensor Clone()
    {
        ReadOnlySpan<float> source = Span;
        Tensor copy = Rent(Shape);
        source.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Gives the handle up. Spans taken from it must not be used any more. A second call does nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _block, null)?.Release();
}
