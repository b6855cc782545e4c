namespace AttentionLens.Numerics;

/// <summary>Adam with decoupled weight decay. Holds the weights in the order of a checkpoint and hands every step on to the parameters.</summary>
/// <remarks>Source: Loshchilov and Hutter 2019, algorithm 2.</remarks>
public sealed class AdamW : IDisposable
{
    private readonly AdamWOptions _options;
    private readonly List<Slot> _slots = [];
    private int _step;

    /// <summary>Creates an optimizer with moments of zero.</summary>
    /// <param name="parameters">The weights to train; tied ones count once.</param>
    /// <param name="options">The settings.</param>
    public AdamW(IEnumerable<Parameter> parameters, AdamWOptions options)
    {
        _options = options;
        foreach (Parameter parameter in parameters.Select(parameter => parameter.Owner).Distinct())
        {
            Tensor weights = Tensor.Rent(parameter.Length);
            parameter.Read(weights.Span);
            _slots.Add(new Slot(parameter, weights, Tensor.RentZeroed(parameter.Length), Tensor.RentZeroed(parameter.Length)));
        }
    }

    /// <summary>Moves every weight that has a gradient one step.</summary>
    /// <param name="gradients">The gradients of the loss.</param>
    /// <param name="learningRate">The step size, for instance from <see cref="WarmupSchedule"/>.</param>
    /// <returns>The Euclidean norm of all gradients together, before they were scaled down.</returns>
    public double Step(WeightGradients gradients, double learningRate)
    {
        _step++;
        double norm = Math.Sqrt(gradients.SquaredNorm(_slots.Select(slot => slot.Parameter)));
        float factor = _options.LargestNorm > 0 && norm > _options.LargestNorm ? (float)(_options.LargestNorm / norm) : 1;
        foreach (Slot slot in _slots)
        {
            ReadOnlySpan<float> gradient = gradients.Of(slot.Parameter);
            if (gradient.IsEmpty)
            {
                continue;
            }

            using Tensor scaled = Tensor.Rent(gradient.Length);
            ElementwiseKernel.Scale(factor, gradient, scaled.Span);
            AdamWKernel.Step(
                slot.Weights.Span,
                scaled.Span,
                slot.First.Span,
                slot.Second.Span,
                (float)learningRate,
                _options.Beta1,
                _options.Beta2,
                _options.Epsilon,
                slot.Parameter.Shape.Length > 1 ? _options.WeightDecay : 0,
                _step);
            slot.Parameter.Write(slot.Weights.Span);
        }

        return norm;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (Slot slot in _slots)
        {
            slot.Weights.Dispose();
            slot.First.Dispose();
            slot.Second.Dispose();
        }

        _slots.Clear();
    }

    private sealed record Slot(Parameter Parameter, Tensor Weights, Tensor First, Tensor Second);
}
