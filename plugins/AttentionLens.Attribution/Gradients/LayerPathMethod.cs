using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that reads layers while the features go from the baseline to the input. Each layer's tensor stands in the extras under
/// the layer's name; the scores are those of the first.</summary>
public abstract class LayerPathMethod : AttributionMethod
{
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.Sum);

    private protected LayerPathMethod()
    {
    }

    /// <inheritdoc/>
    /// <value><c>steps</c> 50, <c>rule</c> gauss-legendre, <c>hook</c> empty, <c>aggregation</c> sum.</value>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [GradientOptions.Steps, Quadrature.Option, GradientOptions.Layers, AggregationOption];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        int steps = context.Options.GetWhole(GradientOptions.Steps);
        Quadrature rule = Quadrature.Of(context.Options.Get(Quadrature.Option), steps + NodesBeyondSteps);
        ImmutableArray<HookPoint> layers = GradientOptions.LayersOf(context);
        FeaturePath path = await FeaturePath.OpenAsync(context, null, cancellationToken);
        ImmutableArray<LayerSeries> series = [.. layers.Select(layer => SeriesOf(layer, path.Batch.Size, rule))];
        ImmutableArray<HookName> names = [.. layers.Select(layer => layer.Name)];
        PointSweep sweep = new(context, path.Batch) { Gradients = names, Values = ReadsValues ? names : [] };
        await sweep.RunAsync(
            rule.Nodes.Length,
            sweep.Writing(path.Explained.Hook.Name, (point, example, row) => path.Explained.Write(rule.Nodes[point], example, row)),
            pass =>
            {
                foreach (LayerSeries layer in series)
                {
                    layer.Add(pass);
                }
            },
            cancellationToken);
        TensorValue features = series[0].ToValue(Unit);
        AttributionResult result = new(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), features))
        {
            FeatureScores = features,
            Extras = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal, series.Select(layer => KeyValuePair.Create(layer.Hook.Name.Value, layer.ToValue(Unit)))),
        };
        return Descriptor.IsComplete
            ? result with { CompletenessDeltas = Completeness.Deltas(features, path.TargetValues, await path.BaselineValuesAsync(context, cancellationToken)) }
            : result;
    }

    /// <summary>The unit of the scores.</summary>
    private protected abstract string Unit { get; }

    /// <summary>How many nodes the rule has beyond the steps that the user asked for.</summary>
    private protected virtual int NodesBeyondSteps => 0;

    /// <summary>Whether the layers' values are read beside their gradients.</summary>
    private protected virtual bool ReadsValues => false;

    /// <summary>What gathers a layer's numbers.</summary>
    private protected abstract LayerSeries SeriesOf(HookPoint layer, int examples, Quadrature rule);
}
