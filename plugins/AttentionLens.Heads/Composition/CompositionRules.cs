namespace AttentionLens.Heads;

/// <summary>The rule AL1021.</summary>
internal static class CompositionRules
{
    public static FindingDescriptor Strongest { get; } = new(
        "AL1021", "Strongest composition", "{0} reads most by its {1} of what {2} writes: {3:F3} above chance.", "Heads", Severity.Note, FindingScope.Head)
    {
        Description = "From the weights alone: the Frobenius norm of the product of what the earlier head writes and what the later one reads, over the product of the norms, less what matrices turned at random give. "
            + "It says what a head can read, not what it does on any text; normalisations are left out. Ablate the earlier head before believing it.",
        EnabledByDefault = false,
        Sources = [new Citation("Elhage and others", 2021, "A Mathematical Framework for Transformer Circuits")],
    };
}
