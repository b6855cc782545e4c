using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Makes one number, and how sure it is, of what each example says.</summary>
internal sealed class ImportanceSummary
{
    private readonly ImportanceRequest _request;
    private readonly ImportanceRun _run;
    private readonly MeasuredCorpus _corpus;
    private readonly ImmutableArray<double> _scoreWeights;
    private readonly Bootstrap _bootstrap;

    public ImportanceSummary(ImportanceRequest request, ImportanceRun run)
    {
        _request = request;
        _run = run;
        _corpus = new MeasuredCorpus(run);
        _scoreWeights = request.Method.Descriptor.FollowsMetric ? _corpus.Weights : [.. _corpus.Examples.Select(_ => 1.0)];
        _bootstrap = new Bootstrap(_corpus.Examples.Length, request.Resamples, request.Seed);
    }

    public ImportanceResult Of(ImportanceScores scores)
    {
        return new ImportanceResult(
            _request.Method.Descriptor.Name,
            _run.Meter.Metric,
            _corpus.MeanOf(_corpus.Whole),
            Tested([.. _run.Units.Select((unit, index) => Of(unit, index, scores))]))
        {
            Examples = [.. _corpus.Examples.Select(example => example.Index)],
            Weights = _corpus.Weights,
            Measures = scores.Measures,
            Seed = _request.Seed,
            Resamples = _request.Resamples,
            Sweeps = _run.Sweeps,
            Correction = _request.Correction,
        };
    }

    private ImmutableArray<UnitImportance> Tested(ImmutableArray<UnitImportance> units) => _request.Method.Descriptor.FollowsMetric
        ? new RemovalTests(_run.Meter.Metric, _corpus.Weights, _request.Correction, _request.Seed).Of(units)
        : units;

    private UnitImportance Of(ModelUnit unit, int index, ImportanceScores scores)
    {
        ImmutableArray<double> contributions = scores.Contributions.IsDefault ? default : _corpus.Ordered(scores.Contributions[index]);
        ImmutableArray<double> values = scores.Values.IsDefault ? default : _corpus.Ordered(scores.Values[index]);
        return new UnitImportance(unit, contributions.IsDefault ? scores.Scores[index] : Bootstrap.Mean(contributions.AsSpan(), _scoreWeights.AsSpan()))
        {
            Value = values.IsDefault ? null : _corpus.MeanOf(values),
            Interval = contributions.IsDefault ? null : _bootstrap.IntervalOf(contributions, _scoreWeights),
            StandardError = scores.StandardErrors.IsDefault ? null : ErrorOfMean(_corpus.Ordered(scores.StandardErrors[index])),
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
}
