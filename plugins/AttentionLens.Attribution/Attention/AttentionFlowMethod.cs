using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The largest flow from a position down to each input, through layers whose capacities are attention probabilities.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, section 3.</remarks>
public sealed class AttentionFlowMethod : AttentionMethod
{
    private const string All = "all";
    private static readonly ChoiceOption RowsOption = new(
        "rows", "Which positions flows start from: the explained one, or all, which costs as many times more and gives the whole matrix.", "explained", ["explained", All]);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("attention-flow", "The largest flow through the layers' attention from the explained position to each input.", AttributionKind.Attention)
        {
            Aggregation = "mean over heads",
            Sources = [Papers.Abnar2020],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [RowsOption];

    private protected override string Unit => "share of flow";

    private protected override bool KeepsMatrices(AnalysisOptions options) => options.Get(RowsOption) == All;

    private protected override List<Matrix> Layers(
        AnalysisOptions options, IReadOnlyList<Matrix> headMeans, int? row, CancellationToken cancellationToken)
    {
        FlowNetwork network = new([.. headMeans.Select(Rollout.Layer)]);
        int size = headMeans[0].Rows;
        Matrix flows = new(size, size);
        bool all = row is null || KeepsMatrices(options);
        for (int from = all ? 0 : row!.Value; from < (all ? size : row!.Value + 1); from++)
        {
            for (int to = 0; to < size; to++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                flows[from, to] = network.LargestFlow(from, to);
            }
        }

        return [flows.WithRowsNormalized()];
    }
}
