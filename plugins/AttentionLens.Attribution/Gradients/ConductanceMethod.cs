namespace AttentionLens.Attribution;

/// <summary>How much of the objective's gain from the baseline to the input flows through each component of a layer.</summary>
/// <remarks>With n steps the path has n + 1 nodes; the gradient at each node but the last is multiplied with the layer's change up to the next node.
/// Source: Dhamdhere, Sundararajan and Yan 2019, equation 3.</remarks>
public sealed class ConductanceMethod : LayerPathMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("conductance", "The part of the objective's gain along the path that flows through each component of a layer.", AttributionKind.Gradient)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "sum over the width",
            StartLayer = "the features; read at the first layer of the setting hook",
            UsesBaseline = true,
            Sources = [Papers.Dhamdhere2019],
        };

    private protected override string Unit => "objective";

    private protected override int NodesBeyondSteps => 1;

    private protected override bool ReadsValues => true;

    private protected override LayerSeries SeriesOf(HookPoint layer, int examples, Quadrature rule) => new ConductanceSeries(layer, examples);
}
