using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The gradient, averaged along the straight path from the baseline to the input, times the way gone.</summary>
/// <remarks>The path runs in the input's features, in an image's pixels (<c>hook=pixels</c>, and baseline <c>pad</c>, which is a black image; <c>pixel_scores</c>
/// then holds the scores of the pixels), or in the value of any hook point of positions. Source: Sundararajan, Taly and Yan 2017, equations 1 and 3.</remarks>
public sealed class IntegratedGradientsMethod : AttributionMethod
{
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.Sum);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("integrated-gradients", "The gradient along the path from the baseline to the input, times the way gone.", AttributionKind.Gradient)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "sum over the width",
            UsesBaseline = true,
            Sources = [Papers.Sundararajan2017],
        };

    /// <inheritdoc/>
    /// <value><c>steps</c> 50, <c>rule</c> gauss-legendre, <c>hook</c> empty, <c>aggregation</c> sum.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [GradientOptions.Steps, Quadrature.Option, GradientOptions.Hook, AggregationOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        Quadrature rule = Quadrature.Of(context.Options.Get(Quadrature.Option), context.Options.GetWhole(GradientOptions.Steps));
        FeaturePath path = await FeaturePath.OpenAsync(context, GradientOptions.HookOf(context), cancellationToken);
        PathIntegral integral = await PathIntegral.AlongAsync(context, path, rule, cancellationToken);
        TensorValue features = integral.Explained.TimesDifference();
        ImmutableArray<double> baseline = await path.BaselineValuesAsync(context, cancellationToken);
        AttributionResult result = new(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), features))
        {
            FeatureScores = features,
            CompletenessDeltas = [.. path.TargetValues.Select((value, example) => integral.Explained.TotalOf(example) - (value - baseline[example]))],
        };
        return path.InPixels ? result with { Extras = result.Extras.Add("pixel_scores", integral.Changed.TimesDifference()) } : result;
    }
}
