using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A file of named tensors that a user gave, for instance in safetensors format.</summary>
public abstract class TensorFile : IDisposable
{
    /// <summary>The names of its tensors, in ordinal order.</summary>
    public abstract ImmutableArray<string> Names { get; }

    /// <summary>Reads a tensor that has to be as it is expected.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="spec">What its dimensions and numbers mean to whoever reads it.</param>
    /// <param name="shape">The extent of each dimension.</param>
    /// <exception cref="LensInputException">It is not there, of another shape, not finite, or cannot be read.</exception>
    public abstract TensorValue Read(string name, TensorSpec spec, ImmutableArray<int> shape);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);
}
