namespace AttentionLens.Attribution;

/// <summary>Attention multiplied up over the layers, half of each block's input passing it by.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, section 3.</remarks>
public sealed class RolloutMethod : AttentionMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("rollout", "Attention multiplied up over the layers, with the residual connection.", AttributionKind.Attention)
        {
            Aggregation = "mean over heads",
            Sources = [Papers.Abnar2020],
        };

    private protected override string Unit => "probability";

    private protected override List<Matrix> Layers(
        AnalysisOptions options, IReadOnlyList<Matrix> headMeans, int? row, CancellationToken cancellationToken) =>
        Rollout.Joint(headMeans);
}
