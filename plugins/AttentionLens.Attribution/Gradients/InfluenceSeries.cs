using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The weighted mean of the gradient at a layer.</summary>
internal sealed class InfluenceSeries(HookPoint hook, int examples, ImmutableArray<double> weights) : LayerSeries(hook, examples)
{
    protected override void Add(SweepPass pass, int point, int example)
    {
        double weight = weights[point] * pass.Scale;
        ReadOnlySpan<float> gradient = pass.Gradient(Hook.Name, point, example);
        Span<double> sums = SumsOf(example);
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += weight * gradient[index];
        }
    }
}
