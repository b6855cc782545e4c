using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>A named weight of a model.</summary>
public abstract class Parameter : IDisposable
{
    private protected Parameter(string name, ImmutableArray<int> shape)
    {
        Name = name;
        Shape = shape;
        Length = TensorShapeLength(shape);
    }

    /// <summary>The name under which a checkpoint holds it.</summary>
    public string Name { get; }

    /// <summary>The extents, as a checkpoint holds them.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of values.</summary>
    public int Length { get; }

    /// <summary>The parameter that owns the values: itself, or the one it is tied to.</summary>
    public virtual Parameter Owner => this;

    /// <summary>Copies the values out, in the order of a checkpoint.</summary>
    /// <param name="destination">As long as <see cref="Length"/>.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public abstract void Read(Span<float> destination);

    /// <summary>Replaces the values.</summary>
    /// <param name="values">As long as <see cref="Length"/>, in the order of a checkpoint.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public abstract void Write(ReadOnlySpan<float> values);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);

    private static int TensorShapeLength(ImmutableArray<int> shape) => new TensorShape(shape.AsSpan()).Length;
}
