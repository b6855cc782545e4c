namespace AttentionLens.Heads;

/// <summary>The rules AL1021 and AL1022, of weights alone.</summary>
internal static class WeightRules
{
    public static FindingDescriptor Strongest { get; } = new(
        "AL1021", "Strongest composition", "{0} reads most by its {1} of what {2} writes: {3:F3} above chance.", "Heads", Severity.Note, FindingScope.Head)
    {
        Description = "From the weights alone: the Frobenius norm of the product of what the earlier head writes and what the later one reads, over the product of the norms, less what matrices turned at random give. "
            + "It says what a head can read, not what it does on any text; normalisations are left out. Ablate the earlier head before believing it.",
        EnabledByDefault = false,
        Sources = [new Citation("Elhage and others", 2021, "A Mathematical Framework for Transformer Circuits")],
    };

    public static FindingDescriptor Narrowest { get; } = new(
        "AL1022", "Narrowest head", "{0} writes in fewer directions than any other head: {1:F1} of {2} carry its W_OV.", "Heads", Severity.Note, FindingScope.Head)
    {
        Description = "From the weights alone: the exponential of the entropy of the shares that squared singular values have in W_OV. A head that writes in one direction says one thing, more or less of it.",
        EnabledByDefault = false,
        Sources = [new Citation("Roy and Vetterli", 2007, "The effective rank: A measure of effective dimensionality")],
    };
}
