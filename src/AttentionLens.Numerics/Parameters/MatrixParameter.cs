using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>A weight matrix that inputs are multiplied with. Its values are held once, packed for the kernels.</summary>
public sealed class MatrixParameter : Parameter
{
    private readonly TensorParameter? _tiedTo;

    /// <summary>Creates a weight matrix.</summary>
    /// <param name="name">The name under which a checkpoint holds it.</param>
    /// <param name="values">The values; they are copied.</param>
    /// <param name="inputs">The width of what it is applied to.</param>
    /// <param name="outputs">The width of what it gives.</param>
    /// <param name="order">How a checkpoint lays the values out.</param>
    public MatrixParameter(string name, ReadOnlySpan<float> values, int inputs, int outputs, WeightOrder order)
        : base(name, ShapeOf(inputs, outputs, order))
    {
        Demand.SameLength(values.Length, Length, nameof(values));
        Order = order;
        Packed = PackedMatrix.Pack(values, inputs, outputs, order);
    }

    /// <summary>Creates a weight matrix that a checkpoint stores with several axes of inputs, such as the kernel of a convolution.</summary>
    /// <param name="name">The name under which a checkpoint holds it.</param>
    /// <param name="values">The values; they are copied.</param>
    /// <param name="shape">[outputs, …]; the axes behind the first are the inputs together.</param>
    public MatrixParameter(string name, ReadOnlySpan<float> values, ImmutableArray<int> shape)
        : base(name, shape)
    {
        Demand.SameLength(values.Length, Length, nameof(values));
        Order = WeightOrder.OutputMajor;
        Packed = PackedMatrix.Pack(values, Length / shape[0], shape[0], Order);
    }

    /// <summary>Creates a matrix that is tied to a table: it always has the same values, and its gradient counts for the table.</summary>
    /// <param name="table">The table, [outputs, inputs]; for an output layer tied to its embeddings, [vocabulary, width].</param>
    public MatrixParameter(TensorParameter table)
        : base(table.Name, table.Shape)
    {
        Order = WeightOrder.OutputMajor;
        Packed = PackedMatrix.Pack(table.Values, table.Shape[1], table.Shape[0], Order);
        _tiedTo = table;
        table.Tied.Add(this);
    }

    /// <summary>How a checkpoint lays the values out.</summary>
    public WeightOrder Order { get; }

    /// <summary>The values, packed.</summary>
    public PackedMatrix Packed { get; }

    /// <inheritdoc/>
    public override Parameter Owner => _tiedTo ?? (Parameter)this;

    /// <inheritdoc/>
    public override void Read(Span<float> destination)
    {
        Demand.SameLength(destination.Length, Length, nameof(destination));
        Packed.Unpack(destination, Order);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<float> values)
    {
        Demand.SameLength(values.Length, Length, nameof(values));
        if (_tiedTo is null)
        {
            Repack(values);
        }
        else
        {
            _tiedTo.Write(values);
        }
    }

    internal void Repack(ReadOnlySpan<float> values) => Packed.Repack(values, Order);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Packed.Dispose();

    private static ImmutableArray<int> ShapeOf(int inputs, int outputs, WeightOrder order) =>
        order == WeightOrder.OutputMajor ? [outputs, inputs] : [inputs, outputs];
}
