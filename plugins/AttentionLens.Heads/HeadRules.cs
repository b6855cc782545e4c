using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The rules AL1001 to AL1007.</summary>
internal static class HeadRules
{
    private const string AgainstChance =
        " In a short text any head gives each position much by accident: the mass must also be the option chance-ratio times what even "
        + "attention over the same texts would give, so texts of two or three tokens show no role.";

    private static readonly Citation Clark = new(
        "Clark, Khandelwal, Levy and Manning", 2019, "What Does BERT Look At? An Analysis of BERT's Attention");

    private static readonly Citation Voita = new(
        "Voita, Talbot, Moiseev, Sennrich and Titov", 2019,
        "Analyzing Multi-Head Self-Attention: Specialized Heads Do the Heavy Lifting, the Rest Can Be Pruned");

    private static readonly Citation Xiao = new(
        "Xiao, Tian, Chen, Han and Lewis", 2024, "Efficient Streaming Language Models with Attention Sinks");

    public static FindingDescriptor Broad { get; } = Rule(
        "AL1001",
        "Broad head",
        "{0} attends broadly: entropy {1:F3} nats, {2:F3} of what even attention has.",
        "The head spreads its attention over most of the text, much like an average of all positions: its mean entropy is above "
        + "the option broad-entropy, or its normalized entropy above broad-share, which serves texts too short for the first. "
        + "Where it looks says little; what it hands on may still matter.",
        Clark);

    public static FindingDescriptor Focused { get; } = Rule(
        "AL1002",
        "Focused head",
        "{0} gives {1:F3} of its attention to one position at a time, and no fixed place explains which (even attention: {2:F3}).",
        "The head's mean largest weight is above the option focused-confidence, and none of AL1003 to AL1007 says where it looks: what it "
        + "follows is in the content. Look at its maps, and ablate it before calling it important." + AgainstChance,
        Voita);

    public static FindingDescriptor Previous { get; } = Mass(
        "AL1003", "Previous-token head", "the previous position", "the position just before the query", "previous-threshold", Clark, Voita);

    public static FindingDescriptor Next { get; } = Mass(
        "AL1004", "Next-token head", "the next position", "the position just after the query", "next-threshold", Clark, Voita);

    public static FindingDescriptor First { get; } = Mass(
        "AL1005",
        "First-token head",
        "the first position",
        "the first position, often a place to put attention that is not needed (an attention sink)",
        "first-threshold",
        Clark,
        Xiao);

    public static FindingDescriptor Separator { get; } = Mass(
        "AL1006",
        "Separator head",
        "separators",
        "separators: special tokens other than the first, masks, padding and unknown words. Often it means that the head has nothing to "
        + "do in these texts",
        "separator-threshold",
        Clark);

    public static FindingDescriptor Diagonal { get; } = Mass(
        "AL1007", "Diagonal head", "the position itself", "the query's own position", "diagonal-threshold", Clark);

    /// <summary>The rules that speak of a mass, with their measures and thresholds.</summary>
    public static ImmutableArray<(FindingDescriptor Rule, HeadMeasure Measure, NumberOption Threshold)> Roles { get; } =
    [
        (Previous, HeadMeasure.PreviousTokenMass, HeadOptions.PreviousThreshold),
        (Next, HeadMeasure.NextTokenMass, HeadOptions.NextThreshold),
        (First, HeadMeasure.FirstTokenMass, HeadOptions.FirstThreshold),
        (Separator, HeadMeasure.SeparatorMass, HeadOptions.SeparatorThreshold),
        (Diagonal, HeadMeasure.DiagonalMass, HeadOptions.DiagonalThreshold),
    ];

    public static ImmutableArray<FindingDescriptor> All { get; } = [Broad, Focused, .. Roles.Select(role => role.Rule)];

    private static FindingDescriptor Mass(
        string id, string title, string target, string meaning, string option, params ReadOnlySpan<Citation> sources) =>
        Rule(
            id,
            title,
            $"{{0}} gives {{1:F3}} of its attention to {target} (even attention: {{2:F3}}).",
            $"The head gives more of its attention than the option {option} to {meaning}.{AgainstChance}",
            sources);

    private static FindingDescriptor Rule(
        string id, string title, string format, string description, params ReadOnlySpan<Citation> sources) =>
        new(id, title, format, "Heads", Severity.Note, FindingScope.Head) { Description = description, Sources = [.. sources] };
}
