namespace AttentionLens.Attribution;

/// <summary>The gradient at a layer, averaged while the features go from the baseline to the input.</summary>
/// <remarks>Source: Leino et al. 2018, section 2, with the uniform distribution on the path.</remarks>
public sealed class InternalInfluenceMethod : LayerPathMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("internal-influence", "The gradient at a layer, averaged along the path from the baseline to the input.", AttributionKind.Gradient)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            StartLayer = "the features; read at the first layer of the setting hook",
            UsesBaseline = true,
            Sources = [Papers.Leino2018],
        };

    private protected override string Unit => "objective per activation";

    private protected override LayerSeries SeriesOf(HookPoint layer, int examples, Quadrature rule) => new InfluenceSeries(layer, examples, rule.Weights);
}
