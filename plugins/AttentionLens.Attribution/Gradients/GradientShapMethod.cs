using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The expected gradient at a random point between the baseline and the input, which may have noise, times the way between them.</summary>
/// <remarks>Source: Lundberg and Lee 2017; Erion et al. 2021, equation 3, with one baseline.</remarks>
public sealed class GradientShapMethod : AttributionMethod
{
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.Sum);
    private static readonly NumberOption DeviationOption = GradientOptions.Deviation(0);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("gradient-shap", "The mean gradient at random points between the baseline and the input, times the way between them.", AttributionKind.Gradient)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "sum over the width",
            UsesBaseline = true,
            Sources = [Papers.Lundberg2017, Papers.Erion2021],
        };

    /// <inheritdoc/>
    /// <value><c>samples</c> 5, <c>stdev</c> 0, <c>seed</c> 0, <c>aggregation</c> sum.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [GradientOptions.Samples, DeviationOption, GradientOptions.Seed, AggregationOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        int samples = context.Options.GetWhole(GradientOptions.Samples);
        int seed = context.Options.GetWhole(GradientOptions.Seed);
        FeaturePath path = await FeaturePath.OpenAsync(context, null, cancellationToken);
        PathEnd end = path.Explained;
        ExpectedGradient expected = new(end, path.Batch, seed, FeatureNoise.Of(seed, context.Options.Get(DeviationOption), path.Batch, end));
        PointSweep sweep = new(context, path.Batch) { Gradients = [end.Hook.Name] };
        await sweep.RunAsync(samples, sweep.Writing(end.Hook.Name, expected.Write), expected.Add, cancellationToken);
        TensorValue scores = expected.ToValue(samples);
        return new AttributionResult(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), scores))
        {
            FeatureScores = scores,
            CompletenessDeltas = Completeness.Deltas(scores, path.TargetValues, await path.BaselineValuesAsync(context, cancellationToken)),
        };
    }
}
