using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Where an adapter takes the weights of a model from: a checkpoint, or a seed. Remembers every weight it gave.</summary>
public abstract class WeightSource : IDisposable
{
    private readonly List<Parameter> _parameters = [];

    /// <summary>The weights given so far, in order. Whoever takes them disposes them.</summary>
    public ImmutableArray<Parameter> Parameters => [.. _parameters];

    /// <summary>Whether there is a weight of a name.</summary>
    /// <param name="name">The name, as a checkpoint of the whole architecture spells it.</param>
    public abstract bool Contains(string name);

    /// <summary>Gives a weight that is used as it is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="shape">The extents.</param>
    /// <exception cref="LensInputException">It is missing, of another shape, or not finite.</exception>
    public TensorParameter Tensor(string name, WeightRole role, params ReadOnlySpan<int> shape)
    {
        TensorParameter parameter = new(name, Filled(name, role, shape));
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Gives a weight matrix, packed for the kernels.</summary>
    /// <param name="name">The name.</param>
    /// <param name="inputs">The width of what it is applied to.</param>
    /// <param name="outputs">The width of what it gives.</param>
    /// <param name="order">How a checkpoint lays it out.</param>
    /// <exception cref="LensInputException">It is missing, of another shape, or not finite.</exception>
    public MatrixParameter Matrix(string name, int inputs, int outputs, WeightOrder order = WeightOrder.OutputMajor)
    {
        using Tensor values = order == WeightOrder.OutputMajor
            ? Filled(name, WeightRole.Matrix, [outputs, inputs])
            : Filled(name, WeightRole.Matrix, [inputs, outputs]);
        MatrixParameter parameter = new(name, values.Span, inputs, outputs, order);
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Gives a matrix that always has the values of a table.</summary>
    /// <param name="table">The table, [outputs, inputs].</param>
    public MatrixParameter Tied(TensorParameter table)
    {
        MatrixParameter parameter = new(table);
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Says that a checkpoint may hold a second copy of a weight; where it does and the copy differs, that is an error.</summary>
    /// <param name="name">The name of the copy.</param>
    /// <param name="original">The name of the weight that is used.</param>
    /// <param name="shape">The extents of both.</param>
    /// <exception cref="LensInputException">The copy differs.</exception>
    public virtual void AllowCopy(string name, string original, params ReadOnlySpan<int> shape)
    {
    }

    /// <summary>Says that everything was taken.</summary>
    /// <exception cref="LensInputException">The source holds weights that nobody took; the message names them.</exception>
    public virtual void Finish()
    {
    }

    /// <summary>Gives back the weights, for an adapter that failed half-way.</summary>
    public void DisposeParameters()
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.Dispose();
        }

        _parameters.Clear();
    }

    /// <summary>Closes the source. The weights it gave live on.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the source.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Writes the values of a weight.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="destination">Takes the values in row-major order.</param>
    protected abstract void Fill(string name, WeightRole role, ReadOnlySpan<int> shape, Span<float> destination);

    private Tensor Filled(string name, WeightRole role, ReadOnlySpan<int> shape)
    {
        Tensor values = Numerics.Tensor.Rent(shape);
        try
        {
            Fill(name, role, shape, values.Span);
            return values;
        }
        catch
        {
            values.Dispose();
            throw;
        }
    }
}
