namespace AttentionLens.Attribution;

/// <summary>What the objective loses when a part of the input is replaced by the baseline.</summary>
/// <remarks>Source: Zeiler and Fergus 2014, section 4.2; Li, Monroe and Jurafsky 2016 for words.</remarks>
public sealed class FeatureAblationMethod : PerturbationMethod
{
    /// <summary>Creates the method.</summary>
    public FeatureAblationMethod()
        : base(takesWindows: false)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("feature-ablation", "What the objective loses when a part of the input is replaced by the baseline.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            Aggregation = "difference of the objective",
            UsesBaseline = true,
            Sources = [Papers.Li2016],
        };

    private protected override IEnumerable<InputVariant> Variants(AnalysisOptions options, FeaturePlayers players) => Ablation.Variants(players);

    private protected override double[] Scores(AnalysisOptions options, FeaturePlayers players, double whole, ReadOnlySpan<double> values) => Ablation.Scores(whole, values);
}
