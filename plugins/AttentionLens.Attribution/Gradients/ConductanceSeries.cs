namespace AttentionLens.Attribution;

/// <summary>The gradient at a layer times the layer's next step, summed along a path.</summary>
internal sealed class ConductanceSeries(HookPoint hook, int examples) : LayerSeries(hook, examples)
{
    private readonly float[][] _values = new float[examples][];
    private readonly double[][] _gradients = new double[examples][];

    protected override void Add(SweepPass pass, int point, int example)
    {
        ReadOnlySpan<float> value = pass.Value(Hook.Name, point, example);
        ReadOnlySpan<float> gradient = pass.Gradient(Hook.Name, point, example);
        if (point == 0)
        {
            _values[example] = new float[value.Length];
            _gradients[example] = new double[value.Length];
        }

        float[] before = _values[example];
        double[] slope = _gradients[example];
        Span<double> sums = SumsOf(example);
        for (int index = 0; index < before.Length; index++)
        {
            if (point > 0)
            {
                sums[index] += slope[index] * ((double)value[index] - before[index]);
            }

            before[index] = value[index];
            slope[index] = gradient[index] * pass.Scale;
        }
    }
}
