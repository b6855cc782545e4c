namespace AttentionLens.Numerics;

/// <summary>A weight that is used as it is: a bias, a scale, an embedding table.</summary>
public sealed class TensorParameter : Parameter
{
    private readonly Tensor _values;

    /// <summary>Creates a weight.</summary>
    /// <param name="name">The name under which a checkpoint holds it.</param>
    /// <param name="values">The values; the parameter owns this handle.</param>
    public TensorParameter(string name, Tensor values)
        : base(name, [.. values.Shape]) => _values = values;

    /// <summary>The values in row-major order.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>Matrix parameters that hold a packed copy of these values.</summary>
    internal List<MatrixParameter> Tied { get; } = [];

    /// <inheritdoc/>
    public override void Read(Span<float> destination)
    {
        Demand.SameLength(destination.Length, Length, nameof(destination));
        Values.CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<float> values)
    {
        Demand.SameLength(values.Length, Length, nameof(values));
        values.CopyTo(_values.Span);
        foreach (MatrixParameter tied in Tied)
        {
            tied.Repack(values);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _values.Dispose();
}
