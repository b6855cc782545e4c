namespace AttentionLens.Importance;

/// <summary>Goes downhill on a few numbers. The optimizer of Numerics works on a model's weights, which stay as they are here.</summary>
/// <remarks>Source: Kingma and Ba 2015, algorithm 1.</remarks>
internal sealed class Adam(int length, double rate)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Stabilizer = 1e-8;
    private readonly double[] _first = new double[length];
    private readonly double[] _second = new double[length];
    private double _firstPower = 1;
    private double _secondPower = 1;

    /// <summary>Takes a step against the gradient.</summary>
    public void Step(Span<double> values, ReadOnlySpan<double> gradient)
    {
        _firstPower *= FirstDecay;
        _secondPower *= SecondDecay;
        for (int index = 0; index < values.Length; index++)
        {
            _first[index] = (FirstDecay * _first[index]) + ((1 - FirstDecay) * gradient[index]);
            _second[index] = (SecondDecay * _second[index]) + ((1 - SecondDecay) * gradient[index] * gradient[index]);
            double mean = _first[index] / (1 - _firstPower);
            double spread = Math.Sqrt(_second[index] / (1 - _secondPower));
            values[index] -= rate * mean / (spread + Stabilizer);
        }
    }
}
