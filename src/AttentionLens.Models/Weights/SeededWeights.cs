using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Weights to train from: normal matrices and tables, scales of 1, biases of 0, all decided by a seed.</summary>
public sealed class SeededWeights : WeightSource
{
    private readonly SeededRandom _random;
    private readonly double _deviation;

    /// <summary>Creates a source.</summary>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="deviation">The standard deviation of matrices and tables, <c>initializer_range</c> of a configuration.</param>
    public SeededWeights(ulong seed, double deviation)
    {
        _random = new SeededRandom(seed);
        _deviation = deviation;
    }

    /// <inheritdoc/>
    /// <remarks>Optional weights are never there: a trained model has no more than it needs.</remarks>
    public override bool Contains(string name) => false;

    /// <inheritdoc/>
    protected override void Fill(string name, WeightRole role, ReadOnlySpan<int> shape, Span<float> destination)
    {
        if (role is WeightRole.Bias or WeightRole.Scale)
        {
            destination.Fill(role == WeightRole.Scale ? 1 : 0);
            return;
        }

        foreach (ref float value in destination)
        {
            value = (float)(_random.NextNormal() * _deviation);
        }
    }
}
