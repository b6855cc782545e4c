namespace AttentionLens.Attribution;

/// <summary>Relevance with attention patterns held constant; without biases it adds up to the logit.</summary>
/// <remarks>Source: Ali et al. 2022.</remarks>
public sealed class CpLrpMethod : RelevanceMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("cp-lrp", "Relevance with attention patterns held constant; without biases it adds up to the logit.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Ali2022],
        };

    private protected override PropagationRules Rules(AttributionContext context) => new CpLrpRules();
}
