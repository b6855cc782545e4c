using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The rules AL1011 and AL1012.</summary>
internal static class AlignmentRules
{
    private static readonly ImmutableArray<Citation> Sources =
    [
        new("Och and Ney", 2003, "A Systematic Comparison of Various Statistical Alignment Models"),
        new("Kobayashi, Kuribayashi, Yokoi and Inui", 2020, "Attention is Not Only a Weight: Analyzing Transformers with Vector Norms"),
    ];

    public static FindingDescriptor Head { get; } = new(
        "AL1011",
        "Alignment head",
        "{0} attends to the words that are translated, where the decoder {1} them: alignment error rate {2:F3} (the diagonal: {3:F3}).",
        "Heads",
        Severity.Note,
        FindingScope.Head)
    {
        Description = "The head's strongest weight links most words of the target to the words that they truly translate: its alignment error "
            + "rate is below the option largest-error and below that of the diagonal, which links words by their place alone. A decoder may "
            + "look at a word where it is about to write its translation, or one position later, where it reads what it has written; the "
            + "better of the two counts.",
        Sources = Sources,
    };

    public static FindingDescriptor Layer { get; } = new(
        "AL1012",
        "Best alignment by a layer's mean",
        "The mean of the heads of layer {0} aligns words best, where the decoder {1} them: alignment error rate {2:F3} (the diagonal: {3:F3}).",
        "Heads",
        Severity.Note,
        FindingScope.Hook)
    {
        Description = "Of the means over heads of each layer's cross-attention, this one has the lowest alignment error rate against the true "
            + "alignment of the examples. It is the number to hold against an alignment read off attention without knowing its heads.",
        Sources = Sources,
    };

    public static ImmutableArray<FindingDescriptor> All { get; } = [Head, Layer];
}
