using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Makes one number, and how sure it is, of what each example says. Examples are put in the order of the whole input first, so that batches change nothing.</summary>
internal sealed class ImportanceSummary
{
    private readonly ImportanceRequest _request;
    private readonly ImportanceRun _run;
    private readonly int[] _order;
    private readonly ImmutableArray<EncodedExample> _examples;
    private readonly ImmutableArray<double> _metricWeights;
    private readonly ImmutableArray<double> _scoreWeights;
    private readonly Bootstrap _bootstrap;

    public ImportanceSummary(ImportanceRequest request, ImportanceRun run)
    {
        _request = request;
        _run = run;
        ImmutableArray<EncodedExample> given = run.Examples;
        _order = [.. Enumerable.Range(0, given.Length).OrderBy(place => given[place].Index)];
        _examples = [.. _order.Select(place => given[place])];
        _metricWeights = [.. _examples.Select(run.Meter.WeightOf)];
        _scoreWeights = request.Method.Descriptor.FollowsMetric ? _metricWeights : [.. _examples.Select(_ => 1.0)];
        _bootstrap = new Bootstrap(given.Length, request.Resamples, request.Seed);
    }

    public ImportanceResult Of(ImportanceScores scores)
    {
        ImmutableArray<double> asIs = Ordered([.. _run.Batches.SelectMany(batch => batch.Values)]);
        return new ImportanceResult(
            _request.Method.Descriptor.Name,
            _run.Meter.Metric,
            Bootstrap.Mean(asIs.AsSpan(), _metricWeights.AsSpan()),
            [.. _run.Units.Select((unit, index) => Of(unit, index, scores))])
        {
            Examples = [.. _examples.Select(example => example.Index)],
            Weights = _metricWeights,
            Measures = scores.Measures,
            Seed = _request.Seed,
            Resamples = _request.Resamples,
            Sweeps = _run.Sweeps,
        };
    }

    private UnitImportance Of(ModelUnit unit, int index, ImportanceScores scores)
    {
        ImmutableArray<double> contributions = scores.Contributions.IsDefault ? default : Ordered(scores.Contributions[index]);
        ImmutableArray<double> values = scores.Values.IsDefault ? default : Ordered(scores.Values[index]);
        return new UnitImportance(unit, contributions.IsDefault ? scores.Scores[index] : Bootstrap.Mean(contributions.AsSpan(), _scoreWeights.AsSpan()))
        {
            Value = values.IsDefault ? null : Bootstrap.Mean(values.AsSpan(), _metricWeights.AsSpan()),
            Interval = contributions.IsDefault ? null : _bootstrap.IntervalOf(contributions, _scoreWeights),
            StandardError = scores.StandardErrors.IsDefault ? null : ErrorOfMean(Ordered(scores.StandardErrors[index])),
            Contributions = contributions,
            Values = values,
            Extras = scores.Extras.ToImmutableSortedDictionary(extra => extra.Key, extra => extra.Value[index], StringComparer.Ordinal),
        };
    }

    // The samples of different examples are drawn apart, so that their errors add as squares.
    private double? ErrorOfMean(ImmutableArray<double> errors)
    {
        double squares = errors.Select((error, place) => error * error * _scoreWeights[place] * _scoreWeights[place]).Sum();
        double error = Math.Sqrt(squares) / _scoreWeights.Sum();
        return double.IsFinite(error) ? error : null;
    }

    private ImmutableArray<double> Ordered(ImmutableArray<double> row) => [.. _order.Select(place => row[place])];
}
