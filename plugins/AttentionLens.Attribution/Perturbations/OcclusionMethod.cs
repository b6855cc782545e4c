namespace AttentionLens.Attribution;

/// <summary>What the objective loses when a window that slides over the input is covered.</summary>
/// <remarks>Source: Zeiler and Fergus 2014, section 4.2.</remarks>
public sealed class OcclusionMethod : PerturbationMethod
{
    /// <summary>Creates the method.</summary>
    public OcclusionMethod()
        : base(takesWindows: true)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("occlusion", "What the objective loses when a token, a word or a sliding window is covered.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            Aggregation = "difference of the objective, averaged over the windows that cover a position",
            UsesBaseline = true,
            Sources = [Papers.Zeiler2014],
        };

    private protected override IEnumerable<InputVariant> Variants(AnalysisOptions options, FeaturePlayers players) => Ablation.Variants(players);

    private protected override double[] Scores(AnalysisOptions options, FeaturePlayers players, double whole, ReadOnlySpan<double> values) => Ablation.Scores(whole, values);
}
