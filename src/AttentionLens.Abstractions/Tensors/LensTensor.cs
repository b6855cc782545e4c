using System.Numerics.Tensors;

namespace AttentionLens;

/// <summary>Numbers that outlive the call in which they were computed: a counted reference to pooled memory.
/// Dispose each reference once.</summary>
public abstract class LensTensor : IDisposable
{
    /// <summary>What the dimensions and numbers mean.</summary>
    public abstract TensorSpec Spec { get; }

    /// <summary>The extent of each dimension.</summary>
    public abstract ReadOnlySpan<int> Shape { get; }

    /// <summary>The numbers, with the shape of <see cref="Shape"/>; valid until this reference is disposed.</summary>
    /// <exception cref="ObjectDisposedException">This reference was disposed.</exception>
    public abstract ReadOnlyTensorSpan<float> Span { get; }

    /// <summary>The numbers in row-major order; valid until this reference is disposed.</summary>
    /// <exception cref="ObjectDisposedException">This reference was disposed.</exception>
    public abstract ReadOnlySpan<float> Values { get; }

    /// <summary>A second reference to the same numbers.</summary>
    public abstract LensTensor Retain();

    /// <summary>Gives this reference back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives this reference back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);
}
