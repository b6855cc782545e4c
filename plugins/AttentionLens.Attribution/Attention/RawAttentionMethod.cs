using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The attention that the explained position pays in one layer, averaged over heads. A baseline for the methods that do better.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, section 2; Jain and Wallace 2019 for what it does not say.</remarks>
public sealed class RawAttentionMethod : AttentionMethod
{
    private static readonly NumberOption LayerOption = new("layer", "The layer, from 0; -1 for the last.", -1, -1, 1023);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("raw-attention", "The attention that the explained position pays in one layer, averaged over heads.", AttributionKind.Attention)
        {
            Aggregation = "mean over heads",
            Sources = [Papers.Abnar2020, Papers.Jain2019],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [LayerOption];

    private protected override string Unit => "probability";

    private protected override List<Matrix> Layers(
        AnalysisOptions options, IReadOnlyList<Matrix> headMeans, int? row, CancellationToken cancellationToken)
    {
        int layer = (int)options.Get(LayerOption);
        return layer >= headMeans.Count
            ? throw new LensInputException($"Option 'layer' is {layer}; the model has layers 0 to {headMeans.Count - 1}.")
            : [headMeans[layer < 0 ? headMeans.Count - 1 : layer]];
    }
}
