namespace AttentionLens.Attribution;

/// <summary>Relevance through attention, its queries and keys included.</summary>
/// <remarks>Source: Achtibat et al. 2024.</remarks>
public sealed class AttnLrpMethod : RelevanceMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("attnlrp", "Relevance through attention, its queries and keys included.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            Sources = [Papers.Achtibat2024],
        };

    private protected override PropagationRules Rules(AttributionContext context) => new AttnLrpRules();
}
