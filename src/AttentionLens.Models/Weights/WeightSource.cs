using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Where an adapter takes the weights of a model from: a checkpoint, or a seed. Remembers every weight it gave.</summary>
public abstract class WeightSource
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
    /// <exception cref="LensInputException">The source is damaged, or far smaller than what is asked for.</exception>
    public TensorParameter Tensor(string name, WeightRole role, params ReadOnlySpan<int> shape)
    {
        TensorParameter parameter = new(name, Fetch(name, role, shape));
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Gives a weight matrix, packed for the kernels.</summary>
    /// <param name="name">The name.</param>
    /// <param name="inputs">The width of what it is applied to.</param>
    /// <param name="outputs">The width of what it gives.</param>
    /// <param name="order">How a checkpoint lays it out.</param>
    /// <exception cref="LensInputException">The source is damaged, or far smaller than what is asked for.</exception>
    public MatrixParameter Matrix(string name, int inputs, int outputs, WeightOrder order = WeightOrder.OutputMajor)
    {
        using Tensor values = order == WeightOrder.OutputMajor
            ? Fetch(name, WeightRole.Matrix, [outputs, inputs])
            : Fetch(name, WeightRole.Matrix, [inputs, outputs]);
        MatrixParameter parameter = new(name, values.Span, inputs, outputs, order);
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Gives a weight matrix that a checkpoint stores with several axes of inputs, such as the kernel of a convolution.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">[outputs, …]; the axes behind the first are the inputs together.</param>
    /// <exception cref="LensInputException">The source is damaged, or far smaller than what is asked for.</exception>
    public MatrixParameter Kernel(string name, params ReadOnlySpan<int> shape)
    {
        using Tensor values = Fetch(name, WeightRole.Matrix, shape);
        MatrixParameter parameter = new(name, values.Span, [.. shape]);
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

    /// <summary>Says that the source may hold a second copy of a weight under another name. One that differs is reported by <see cref="Finish"/>.</summary>
    /// <param name="name">The name of the copy.</param>
    /// <param name="original">The name of the weight that is used.</param>
    public abstract void AllowCopy(string name, string original);

    /// <summary>Says that everything was taken. The weights must not be used before.</summary>
    /// <exception cref="LensInputException">Weights were missing, of another shape or not finite, or are left over; the message names them.</exception>
    public abstract void Finish();

    /// <summary>Gives back the weights, for an adapter that failed half-way.</summary>
    public void DisposeParameters()
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.Dispose();
        }

        _parameters.Clear();
    }

    /// <summary>Gives the values of a weight; where that cannot be, zeros, and <see cref="Finish"/> says why.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="shape">The extents.</param>
    /// <returns>The values in row-major order; the caller owns the handle.</returns>
    protected abstract Tensor Fetch(string name, WeightRole role, ReadOnlySpan<int> shape);
}
