using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that needs one gradient, at the input's features.</summary>
public abstract class GradientMethod : AttributionMethod
{
    private readonly ChoiceOption _aggregation;

    private protected GradientMethod(string aggregation) => _aggregation = Aggregation.Option(aggregation);

    /// <inheritdoc/>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions => [_aggregation];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        HookName features = context.FindFeatures().Name;
        HookSelector selector = HookSelector.Parse(features.Value);
        RunPlan plan = new() { Capture = [selector], Backward = new BackwardPlan { Objective = context.Objective, Capture = [selector] } };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        LensTensor value = run.Captured(features);
        float[] scores = new float[value.Values.Length];
        Score(value.Values, run.Gradient(features).Values, scores);
        TensorValue featureScores = new(value.Spec with { Unit = Unit }, [.. value.Shape], [.. scores]);
        return new AttributionResult(run.Targets, run.ObjectiveValues, Aggregation.Apply(context.Options.Get(_aggregation), featureScores))
        {
            FeatureScores = featureScores,
        };
    }

    /// <summary>The unit of the scores.</summary>
    private protected abstract string Unit { get; }

    /// <summary>The score of each component.</summary>
    private protected abstract void Score(ReadOnlySpan<float> value, ReadOnlySpan<float> gradient, Span<float> scores);
}
