using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Weights to train from: normal matrices and tables, scales of 1, biases of 0, all decided by a seed.</summary>
internal sealed class SeededWeights : WeightSource
{
    private readonly SeededRandom _random;
    private readonly double _deviation;

    /// <param name="seed">Decides the weights.</param>
    /// <param name="deviation">The standard deviation of matrices and tables, <c>initializer_range</c> of a configuration.</param>
    public SeededWeights(ulong seed, double deviation)
    {
        _random = new SeededRandom(seed);
        _deviation = deviation;
    }

    // Optional weights are never there: a model trained from nothing has no more than it needs.
    public override bool Contains(string name) => false;

    public override void AllowCopy(string name, string original)
    {
    }

    public override void Finish()
    {
    }

    protected override Tensor Fetch(string name, WeightRole role, ReadOnlySpan<int> shape)
    {
        Tensor values = Numerics.Tensor.Rent(shape);
        if (role is WeightRole.Bias or WeightRole.Scale)
        {
            values.Span.Fill(role == WeightRole.Scale ? 1 : 0);
            return values;
        }

        foreach (ref float value in values.Span)
        {
            value = (float)(_random.NextNormal() * _deviation);
        }

        return values;
    }
}
