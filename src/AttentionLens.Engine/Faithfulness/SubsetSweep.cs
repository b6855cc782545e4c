using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The objective of subsets of inputs. Each subset of an example is run once, whoever asks for it.</summary>
internal sealed class SubsetSweep
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly SweepLimits _limits;
    private readonly Dictionary<(int Example, Subset Subset), double> _values = [];

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="limits">What bounds it.</param>
    public SubsetSweep(LensModel model, InputBatch batch, SweepLimits limits)
    {
        _model = model;
        _batch = batch;
        _limits = limits;
    }

    public double this[RemovableInput input, Subset subset] => _values[(input.Index, subset)];

    /// <summary>Runs what has not been run.</summary>
    public async ValueTask RunAsync(
        Objective objective, IEnumerable<(RemovableInput Input, Subset Subset)> wanted, Action<double> report, CancellationToken cancellationToken)
    {
        List<(RemovableInput Input, Subset Subset)> missing = [.. wanted.DistinctBy(want => (want.Input.Index, want.Subset)).Where(want => !_values.ContainsKey((want.Input.Index, want.Subset)))];
        VariantSweep sweep = new(_model, _batch, objective, _limits);
        ImmutableArray<double> values = await sweep.RunAsync([.. missing.Select(want => want.Input.Without(want.Subset))], report, cancellationToken);
        for (int place = 0; place < missing.Count; place++)
        {
            _values.Add((missing[place].Input.Index, missing[place].Subset), values[place]);
        }
    }
}
