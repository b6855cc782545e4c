using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The rules that importance reports, AL0401 to AL0405: the host's, which an analyzer of a plugin may report as well.</summary>
public static class ImportanceRules
{
    private const string Category = "Importance";
    private static readonly Citation Michel = new("Michel, Levy and Neubig", 2019, "Are Sixteen Heads Really Better than One?");

    /// <summary>AL0401: the model does as well without a head or sublayer.</summary>
    public static FindingDescriptor CarriesNothing { get; } = new(
        "AL0401", "Part that carries nothing", "Without {0} the {1} gets worse by {2:G3}, 95 % interval {3:G3} to {4:G3}: it carries nothing here", Category, Severity.Note, FindingScope.Hook)
    {
        EnabledByDefault = false,
        Description = "The interval of what the removal costs reaches down to 0 or below, and ends below 1 % of what the most important part of its kind costs. The model has no use for the part on these examples; "
            + "others may stand in for it, so remove several together before pruning them.",
        Sources = [Michel],
    };

    /// <summary>AL0402: one head, sublayer or block carries more than all others of its kind together.</summary>
    public static FindingDescriptor SinglePoint { get; } = new(
        "AL0402", "Single point of failure", "{0} carries {2:F2} of all that removals of its kind cost the {1}: a single point of failure", Category, Severity.Note, FindingScope.Hook)
    {
        EnabledByDefault = false,
        Description = "Of all parts of its kind, removed one at a time, this one costs more than the others together, and its interval lies above theirs. What the model does on these examples hangs on it; "
            + "look at what it does first.",
        Sources = [Michel],
    };

    /// <summary>AL0403: the model does nearly as well without a block.</summary>
    public static FindingDescriptor RedundantLayer { get; } = new(
        "AL0403", "Redundant layer", "Without {0} the {1} gets worse by {2:G3}, 95 % interval {3:G3} to {4:G3}: the layer is redundant here", Category, Severity.Note, FindingScope.Hook)
    {
        EnabledByDefault = false,
        Description = "The interval of what passing the block by costs reaches down to 0 or below, and ends below 5 % of what the most important block costs.",
        Sources = [Michel],
    };

    /// <summary>AL0404: the heads of a sublayer cost little one at a time and much together.</summary>
    public static FindingDescriptor BackEachOtherUp { get; } = new(
        "AL0404", "Heads that back each other up", "The heads of {0} back each other up: one at a time they cost the {1} {2:G3} in all, the sublayer {3:G3}", Category, Severity.Note, FindingScope.Hook)
    {
        EnabledByDefault = false,
        Description = "Removing the attention sublayer costs more than twice what its heads cost one at a time, added, more than 5 % of what the most important sublayer costs, and the interval of the difference lies above 0. A head that costs little alone may be one of several that do the "
            + "same work, so single removals say too little. The sublayer's removal takes its output bias too.",
        Sources = [Michel],
    };

    /// <summary>AL0405: there is nothing to measure removals by.</summary>
    public static FindingDescriptor NotMeasured { get; } = new(
        "AL0405", "Importance that could not be measured", "Removals were measured on {0} of {1} examples: {2}", Category, Severity.Note, FindingScope.Run)
    {
        EnabledByDefault = false,
        Description = "A removal is measured by a loss against labels, or by what a target gets, and says something on 10 examples or more. Give the inputs that are missing, or choose another measure.",
    };

    /// <summary>All of them, in id order.</summary>
    public static ImmutableArray<FindingDescriptor> All { get; } = [CarriesNothing, SinglePoint, RedundantLayer, BackEachOtherUp, NotMeasured];
}
