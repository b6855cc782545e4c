using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that needs one gradient, at the input's features. For an image the extras hold <c>pixel_scores</c> from the same pass,
/// [batch, channel, pixel row, pixel column].</summary>
public abstract class GradientMethod : AttributionMethod
{
    private readonly ChoiceOption _aggregation;

    private protected GradientMethod(string aggregation) => _aggregation = Aggregation.Option(aggregation);

    /// <inheritdoc/>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions => [_aggregation];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        HookPoint features = context.FindFeatures();
        HookPoint? pixels = context.Model.Hooks.FirstOrDefault(hook => hook.Kind == HookKind.Pixels);
        ImmutableArray<HookSelector> hooks = [HookSelector.Of(features.Name), .. pixels is null ? [] : (ReadOnlySpan<HookSelector>)[HookSelector.Of(pixels.Name)]];
        RunPlan plan = new() { Capture = hooks, Backward = new BackwardPlan { Objective = context.Objective, Capture = hooks } };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        TensorValue featureScores = ScoresOf(run, features.Name);
        AttributionResult result = new(run.Targets, run.ObjectiveValues, Aggregation.Apply(context.Options.Get(_aggregation), featureScores))
        {
            FeatureScores = featureScores,
        };
        return pixels is null ? result : result with { Extras = result.Extras.Add("pixel_scores", ScoresOf(run, pixels.Name)) };
    }

    /// <summary>The unit of the scores.</summary>
    private protected abstract string Unit { get; }

    /// <summary>The score of each component.</summary>
    private protected abstract void Score(ReadOnlySpan<float> value, ReadOnlySpan<float> gradient, Span<float> scores);

    private TensorValue ScoresOf(ModelRun run, HookName hook)
    {
        LensTensor value = run.Captured(hook);
        float[] scores = new float[value.Values.Length];
        Score(value.Values, run.Gradient(hook).Values, scores);
        return new TensorValue(value.Spec with { Unit = Unit }, [.. value.Shape], [.. scores]);
    }
}
