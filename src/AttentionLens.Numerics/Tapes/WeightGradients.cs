namespace AttentionLens.Numerics;

/// <summary>The gradients of a model's weights, summed over the operations that use them. Weights that nothing used have none.</summary>
public sealed class WeightGradients : IDisposable
{
    private readonly Dictionary<Parameter, Tensor> _gradients = [];

    /// <summary>The gradient of a weight in the order of a checkpoint, or an empty span where nothing used it.</summary>
    /// <param name="parameter">The weight.</param>
    public ReadOnlySpan<float> Of(Parameter parameter) =>
        _gradients.TryGetValue(parameter.Owner, out Tensor? gradient) ? gradient.Span : default;

    /// <summary>The place to put a gradient, as long as the weight.</summary>
    /// <param name="parameter">The weight.</param>
    /// <param name="accumulate">Whether it already holds a part, so that the new part is added.</param>
    public Span<float> Place(Parameter parameter, out bool accumulate)
    {
        accumulate = _gradients.TryGetValue(parameter.Owner, out Tensor? gradient);
        if (gradient is null)
        {
            gradient = Tensor.Rent(parameter.Shape.AsSpan());
            _gradients.Add(parameter.Owner, gradient);
        }

        return gradient.Span;
    }

    /// <summary>The sum of the squares of all gradients.</summary>
    /// <param name="parameters">The weights, in the order of summation.</param>
    public double SquaredNorm(IEnumerable<Parameter> parameters)
    {
        double sum = 0;
        foreach (Parameter parameter in parameters)
        {
            ReadOnlySpan<float> gradient = Of(parameter);
            sum += ElementwiseKernel.Dot(gradient, gradient);
        }

        return sum;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (Tensor gradient in _gradients.Values)
        {
            gradient.Dispose();
        }

        _gradients.Clear();
    }
}
