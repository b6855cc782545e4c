using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Measures one metric on the same examples again and again, as a model is changed and trained.</summary>
public sealed class RemovalGauge
{
    private readonly ImmutableArray<EncodedExample> _examples;
    private readonly Bootstrap _bootstrap;

    private RemovalGauge(ImportanceMetric metric, ImmutableArray<InputBatch> batches, ImmutableArray<EncodedExample> examples, ulong seed)
    {
        Metric = metric;
        Batches = batches;
        _examples = examples;
        _bootstrap = new Bootstrap(examples.Length, RemovalRunner.Resamples, seed);
    }

    /// <summary>The metric.</summary>
    public ImportanceMetric Metric { get; }

    /// <summary>The examples; where one class is measured, it is the one that was asked for or that the whole model predicts.</summary>
    public ImmutableArray<InputBatch> Batches { get; }

    /// <summary>Fixes what is measured by what the whole model says.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="batches">The examples, at least one.</param>
    /// <param name="metric">The metric; null for accuracy where every example has a label, the loss where there are other labels, else the probability of the target.</param>
    /// <param name="seed">Decides the resamples.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The metric does not fit the examples.</exception>
    public static async ValueTask<RemovalGauge> OpenAsync(
        LensModel model, ImmutableArray<InputBatch> batches, ImportanceMetric? metric, ulong seed, CancellationToken cancellationToken = default)
    {
        EncodedExample[] examples = [.. batches.SelectMany(batch => batch.Examples)];
        MetricMeter meter = new(model, RemovalRunner.MetricOf(metric, examples), examples);
        List<InputBatch> pinned = [];
        foreach (InputBatch batch in batches)
        {
            pinned.Add((await meter.MeasureAsync(batch, RunPlan.OutputOnly, cancellationToken)).Batch);
        }

        return new RemovalGauge(meter.Metric, [.. pinned], [.. pinned.SelectMany(batch => batch.Examples)], seed);
    }

    /// <summary>Measures a model as it is now.</summary>
    /// <param name="model">The model, with the inputs of the whole one.</param>
    /// <param name="interventions">What is changed in it.</param>
    /// <param name="removed">How many units are gone.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public async ValueTask<RemovalPoint> MeasureAsync(
        LensModel model, ImmutableArray<Intervention> interventions, int removed, CancellationToken cancellationToken = default)
    {
        MetricMeter meter = new(model, Metric, _examples);
        List<double> values = [];
        foreach (InputBatch batch in Batches)
        {
            values.AddRange((await meter.MeasureAsync(batch, new RunPlan { Interventions = interventions }, cancellationToken)).Values);
        }

        ImmutableArray<double> weights = [.. _examples.Select(meter.WeightOf)];
        return new RemovalPoint(removed, Bootstrap.Mean(values.ToArray(), weights.AsSpan()), _bootstrap.IntervalOf([.. values], weights));
    }
}
