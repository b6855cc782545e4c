using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>What a sweep makes of one layer: a number for each component, gathered point by point.</summary>
internal abstract class LayerSeries(HookPoint hook, int examples)
{
    private double[] _sums = [];
    private ImmutableArray<int> _shape = [];

    /// <summary>The layer.</summary>
    public HookPoint Hook => hook;

    protected Span<double> SumsOf(int example) => _sums.AsSpan(example * (_sums.Length / examples), _sums.Length / examples);

    /// <summary>Adds what a pass says.</summary>
    public void Add(SweepPass pass)
    {
        if (_sums.Length == 0)
        {
            _shape = [examples, .. pass.ShapeOf(hook.Name)[1..]];
            _sums = new double[examples * pass.Gradient(hook.Name, pass.First, 0).Length];
        }

        for (int point = pass.First; point < pass.End; point++)
        {
            for (int example = 0; example < examples; example++)
            {
                Add(pass, point, example);
            }
        }
    }

    /// <summary>The numbers with the dimensions of the layer.</summary>
    public TensorValue ToValue(string unit) => new(hook.Spec with { Unit = unit }, _shape, [.. _sums.Select(sum => (float)sum)]);

    protected abstract void Add(SweepPass pass, int point, int example);
}
