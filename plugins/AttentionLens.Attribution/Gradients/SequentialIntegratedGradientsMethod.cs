using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Integrated gradients of one position at a time: its own features come from the baseline, the others stay as they are.</summary>
/// <remarks>The scores of a position add up to what the objective loses when that position alone is at the baseline; <c>position_deltas</c> has the
/// sum less that loss. Source: Enguehard 2023, equation 4, before the normalisation over positions.</remarks>
public sealed class SequentialIntegratedGradientsMethod : AttributionMethod
{
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.Sum);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("sequential-integrated-gradients", "Integrated gradients of each position, with the other positions kept as they are.", AttributionKind.Gradient)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            UsesBaseline = true,
            Sources = [Papers.Enguehard2023],
        };

    /// <inheritdoc/>
    /// <value><c>steps</c> 50, <c>rule</c> gauss-legendre, <c>aggregation</c> sum.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [GradientOptions.Steps, Quadrature.Option, AggregationOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        Quadrature rule = Quadrature.Of(context.Options.Get(Quadrature.Option), context.Options.GetWhole(GradientOptions.Steps));
        FeaturePath path = await FeaturePath.OpenAsync(context, null, cancellationToken);
        PositionPaths paths = new(path.Explained, path.Batch, rule);
        PointSweep sweep = new(context, path.Batch) { Gradients = [path.Explained.Hook.Name] };
        await sweep.RunAsync(paths.Points, sweep.Writing(path.Explained.Hook.Name, paths.Write), paths.Add, cancellationToken);
        PointSweep ends = new(context, path.Batch);
        await ends.RunAsync(paths.Positions.Length, ends.Writing(path.Explained.Hook.Name, paths.WriteStart), paths.AddStart, cancellationToken);
        TensorValue features = paths.ToValue();
        return new AttributionResult(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), features))
        {
            FeatureScores = features,
            Extras = ImmutableSortedDictionary<string, TensorValue>.Empty.WithComparers(StringComparer.Ordinal)
                .Add("position_deltas", paths.Deltas(Aggregation.Apply(Aggregation.Sum, features), path.TargetValues)),
        };
    }
}
