using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The gradient, averaged over noisy copies of the features.</summary>
/// <remarks>Source: Smilkov et al. 2017, section 3; the variance: Adebayo et al. 2018, appendix.</remarks>
public sealed class SmoothGradMethod : AttributionMethod
{
    private const string Mean = "mean";
    private const string Squares = "squares";
    private const string Variance = "variance";
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.L2);
    private static readonly NumberOption DeviationOption = GradientOptions.Deviation(1);
    private static readonly ChoiceOption ModeOption =
        new("mode", "What is taken of the gradients: their mean, the mean of their squares, or their variance.", Mean, [Mean, Squares, Variance]);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("smoothgrad", "The gradient, averaged over copies of the features with noise.", AttributionKind.Gradient)
        {
            IsSigned = true,
            Aggregation = "norm over the width",
            Sources = [Papers.Smilkov2017, Papers.Adebayo2018],
        };

    /// <inheritdoc/>
    /// <value><c>samples</c> 5, <c>stdev</c> 1, <c>mode</c> mean, <c>seed</c> 0, <c>aggregation</c> l2.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [GradientOptions.Samples, DeviationOption, ModeOption, GradientOptions.Seed, AggregationOption];

    /// <summary>The noise; null for noise from the seed.</summary>
    internal NoiseWriter? Noise { get; init; }

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        int samples = context.Options.GetWhole(GradientOptions.Samples);
        FeaturePath path = await FeaturePath.FromZeroAsync(context, cancellationToken);
        PathEnd features = path.Changed;
        NoiseWriter noise = Noise
            ?? FeatureNoise.Of(context.Options.GetWhole(GradientOptions.Seed), context.Options.Get(DeviationOption), path.Batch, features);
        GradientMoments moments = new(features, path.Batch.Size);
        PointSweep sweep = new(context, path.Batch) { Gradients = [features.Hook.Name] };
        PointChange change = sweep.Writing(features.Hook.Name, (sample, example, row) =>
        {
            row.Clear();
            noise(sample, example, row);
            TensorPrimitives.Add(row, features.Input.AsSpan(features.RangeOf(example)), row);
        });
        await sweep.RunAsync(samples, change, moments.Add, cancellationToken);
        TensorValue scores = context.Options.Get(ModeOption) switch
        {
            Squares => moments.MeanSquare(samples),
            Variance => moments.Variance(samples),
            _ => moments.Mean(samples),
        };
        return new AttributionResult(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), scores))
        {
            FeatureScores = scores,
        };
    }
}
