using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Measures a metric: what a pass evaluates, what is read of it, and how much each example counts.</summary>
internal sealed class MetricMeter
{
    private const int Unlabelled = -100;
    private readonly LensModel _model;
    private readonly bool _atPositions;
    private readonly bool _predictsNext;

    /// <param name="model">The model.</param>
    /// <param name="asked">The metric; null for the loss where the examples have labels, else the logit of the target.</param>
    /// <param name="examples">The examples.</param>
    public MetricMeter(LensModel model, ImportanceMetric? asked, IEnumerable<EncodedExample> examples)
    {
        _model = model;
        _atPositions = model.Hooks.Any(hook => hook.Kind == HookKind.Logits && hook.Spec.IndexOf(Axis.Position) >= 0);
        _predictsNext = _atPositions && model.Hooks.Any(hook => hook.Kind == HookKind.Pattern && hook.Stack.Length == 0 && hook.IsCausal);
        Metric = asked ?? (examples.All(HasLabels) ? ImportanceMetric.Loss : ImportanceMetric.Logit);
        Objective = Metric switch
        {
            ImportanceMetric.Loss => new LossObjective { PerExample = true },
            ImportanceMetric.Probability => new ProbabilityObjective(),
            _ => new LogitObjective(),
        };
    }

    public ImportanceMetric Metric { get; }

    /// <summary>What a pass evaluates. The accuracy is read of what a logit is of.</summary>
    public Objective Objective { get; }

    public bool LowerIsBetter => Metric == ImportanceMetric.Loss;

    /// <summary>How many of what the metric is a mean over stand in an example.</summary>
    public double WeightOf(EncodedExample example)
    {
        if (Metric != ImportanceMetric.Loss || !_atPositions)
        {
            return 1;
        }

        int shift = _predictsNext ? 1 : 0;
        return example.Labels.IsDefault
            ? example.Mask.Skip(shift).Count(isRead => isRead)
            : example.Labels.Skip(shift).Count(label => label != Unlabelled);
    }

    /// <summary>The metric of each example as it is, and the examples with their targets fixed.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="subscriptions">Who else looks at the pass.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public ValueTask<(InputBatch Batch, ImmutableArray<double> Values)> MeasureAsync(
        InputBatch batch, ImmutableArray<HookSubscription> subscriptions, CancellationToken cancellationToken) =>
        MeasureAsync(batch, new RunPlan { Subscriptions = subscriptions }, cancellationToken);

    /// <summary>The metric of each example under changes, and the examples with their targets fixed.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">The changes, and who else looks at the pass.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public async ValueTask<(InputBatch Batch, ImmutableArray<double> Values)> MeasureAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken)
    {
        InputBatch asked = Asked(batch);
        using ModelRun run = await _model.RunAsync(asked, plan with { Objective = Objective }, null, cancellationToken);
        return Metric == ImportanceMetric.Accuracy
            ? (batch, [.. batch.Examples.Select((example, row) => Accuracy(run, row, example))])
            : (batch.Pinned(run.Targets), run.ObjectiveValues);
    }

    /// <summary>The metric of examples under changes.</summary>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="limits">What bounds it.</param>
    public VariantSweep SweepOf(InputBatch batch, SweepLimits limits) => new(_model, Asked(batch), Objective, limits)
    {
        Read = Metric == ImportanceMetric.Accuracy ? (run, row, example) => Accuracy(run, row, batch.Examples[example]) : null,
    };

    // A target of a model of the next token is what to measure, although its own tokens are labels.
    private bool HasLabels(EncodedExample example) =>
        LossObjective.CanBeAskedOf(_model.Hooks, example) && (!_atPositions || !example.Labels.IsDefault || example.Input.Target is null);

    // A target would be what the logit is of, in place of what is predicted.
    private InputBatch Asked(InputBatch batch) => Metric != ImportanceMetric.Accuracy
        ? batch
        : new InputBatch([.. batch.Examples.Select(example => example.WithInput(example.Input with { Target = null }))]);

    private static double Accuracy(ModelRun run, int row, EncodedExample example) =>
        (example.Input.Label ?? example.Input.Target) is { } answer
            ? run.Targets[row].Class == answer ? 1 : 0
            : throw new LensInputException(
                $"Example {example.Input.Id ?? FormattableString.Invariant($"{example.Index}")} has no right answer; accuracy needs 'label', or 'target' where the model gives logits at each position.");
}
