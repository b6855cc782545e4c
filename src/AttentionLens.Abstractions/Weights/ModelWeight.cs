using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A weight of a model under the name that all families share.</summary>
public sealed class ModelWeight
{
    private readonly Func<ImmutableArray<float>> _read;

    /// <summary>Creates a weight.</summary>
    /// <param name="name">Its name, for instance <c>blocks.3.attn.W_Q</c>.</param>
    /// <param name="spec">What its dimensions mean.</param>
    /// <param name="shape">The extent of each dimension.</param>
    /// <param name="read">Copies the numbers, row-major; called for each <see cref="Read"/>.</param>
    public ModelWeight(string name, TensorSpec spec, ImmutableArray<int> shape, Func<ImmutableArray<float>> read)
    {
        Name = name;
        Spec = spec;
        Shape = shape;
        _read = read;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its dimensions mean.</summary>
    public TensorSpec Spec { get; }

    /// <summary>The extent of each dimension.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>For the scale of a normalisation: what is added to the variance (or the mean square) before the root is taken; null for other weights.</summary>
    public double? Epsilon { get; init; }

    /// <summary>A copy of the numbers.</summary>
    public TensorValue Read() => new(Spec, Shape, _read());
}
