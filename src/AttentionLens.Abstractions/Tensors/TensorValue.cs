using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Numbers with dimensions that belong to whoever holds them: a result, not a view of a running pass.</summary>
public sealed record TensorValue
{
    /// <summary>Creates a value.</summary>
    /// <param name="spec">What the dimensions and numbers mean.</param>
    /// <param name="shape">The extent of each dimension.</param>
    /// <param name="values">The numbers in row-major order.</param>
    /// <exception cref="ArgumentException">The extents are not one for each axis, or do not multiply to the number of values.</exception>
    public TensorValue(TensorSpec spec, ImmutableArray<int> shape, ImmutableArray<float> values)
    {
        long length = 1;
        foreach (int extent in shape)
        {
            length *= extent;
        }

        if (shape.Length != spec.Axes.Length || length != values.Length)
        {
            throw new ArgumentException($"Expected one extent for each axis of {spec} and their product of values; found [{string.Join(", ", shape)}] and {values.Length} values.", nameof(shape));
        }

        Spec = spec;
        Shape = shape;
        Values = values;
    }

    /// <summary>What the dimensions and numbers mean.</summary>
    public TensorSpec Spec { get; }

    /// <summary>The extent of each dimension.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The numbers in row-major order.</summary>
    public ImmutableArray<float> Values { get; }

    /// <summary>The numbers of one entry of the first dimension, usually of one example.</summary>
    /// <param name="index">The entry, from 0.</param>
    public ReadOnlySpan<float> Row(int index)
    {
        int length = Values.Length / Shape[0];
        return Values.AsSpan(index * length, length);
    }

    /// <summary>A copy of a tensor.</summary>
    /// <param name="tensor">The tensor; it stays the caller's.</param>
    public static TensorValue Of(LensTensor tensor) => new(tensor.Spec, [.. tensor.Shape], [.. tensor.Values]);

    /// <summary>Value equality: the same meaning, extents and numbers.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(TensorValue? other) => other is not null && Spec == other.Spec
        && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan()) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spec, Values.Length);
}
