using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The examples of a run in the order of the whole input, so that batches change nothing, and how much each counts in the metric.</summary>
internal sealed class MeasuredCorpus
{
    private readonly ImportanceRun _run;
    private readonly int[] _order;

    public MeasuredCorpus(ImportanceRun run)
    {
        _run = run;
        ImmutableArray<EncodedExample> given = run.Examples;
        _order = [.. Enumerable.Range(0, given.Length).OrderBy(place => given[place].Index)];
        Examples = [.. _order.Select(place => given[place])];
        Weights = [.. Examples.Select(run.Meter.WeightOf)];
    }

    public ImmutableArray<EncodedExample> Examples { get; }

    public ImmutableArray<double> Weights { get; }

    /// <summary>The metric of each example on the whole model.</summary>
    public ImmutableArray<double> Whole => Ordered([.. _run.Batches.SelectMany(batch => batch.Values)]);

    /// <summary>Numbers that stand in the order of the batches.</summary>
    public ImmutableArray<double> Ordered(ImmutableArray<double> row) => [.. _order.Select(place => row[place])];

    /// <summary>The metric over the corpus.</summary>
    public double MeanOf(ImmutableArray<double> values) => Bootstrap.Mean(values.AsSpan(), Weights.AsSpan());

    /// <summary>[set][example]: by how much removing each set of units makes the metric worse.</summary>
    public async ValueTask<ImmutableArray<ImmutableArray<double>>> HarmsAsync(IReadOnlyList<ImmutableArray<ModelUnit>> sets, CancellationToken cancellationToken)
    {
        ImmutableArray<Intervention>[] removals = [.. sets.Select(set => ModelUnits.RemovalOf(set))];
        double[][] harms = [.. sets.Select(_ => new double[Examples.Length])];
        foreach (MeasuredBatch batch in _run.Batches)
        {
            InputVariant[] variants =
            [
                .. from removal in removals
                   from example in Enumerable.Range(0, batch.Batch.Size)
                   select new InputVariant(example) { Interventions = removal },
            ];
            ImmutableArray<double> values = await _run.EvaluateAsync(batch, variants, cancellationToken);
            for (int index = 0; index < variants.Length; index++)
            {
                (int set, int example) = Math.DivRem(index, batch.Batch.Size);
                harms[set][batch.First + example] = _run.Harm(batch.Values[example], values[index]);
            }
        }

        return [.. harms.Select(row => Ordered(ImmutableArray.Create(row)))];
    }
}
