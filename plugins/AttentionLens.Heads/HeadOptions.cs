using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The settings of <c>heads.measures</c>: from which measure on a head has a role.</summary>
public static class HeadOptions
{
    /// <summary>Entropy above which a head is broad, in nats.</summary>
    /// <value>3.8 by default. Source: Clark et al. 2019, on texts of up to 128 tokens.</value>
    public static NumberOption BroadEntropy { get; } = new(
        "broad-entropy", "Mean entropy above which a head is broad, in nats, from 0 to 20.", 3.8, 0, 20);

    /// <summary>Normalized entropy above which a head is broad, as a share of ln n: for texts too short to reach <see cref="BroadEntropy"/>.</summary>
    /// <value>0.9 by default.</value>
    public static NumberOption BroadShare { get; } = new(
        "broad-share", "Mean normalized entropy above which a head is broad whatever its entropy, as a share of ln n, from 0 to 1.", 0.9, 0, 1);

    /// <summary>Mean largest weight above which a head is focused.</summary>
    /// <value>0.8 by default. Source: Voita et al. 2019, confident heads.</value>
    public static NumberOption FocusedConfidence { get; } = new(
        "focused-confidence", "Mean largest weight above which a head is focused, from 0 to 1.", 0.8, 0, 1);

    /// <summary>Mass above which a head is a previous-token head.</summary>
    /// <value>0.5 by default. Source: Clark et al. 2019</value>
    public static NumberOption PreviousThreshold { get; } = new(
        "previous-threshold", "Mean attention to the previous position above which a head is a previous-token head, from 0 to 1.", 0.5, 0, 1);

    /// <summary>Mass above which a head is a next-token head.</summary>
    /// <value>0.5 by default. Source: Clark et al. 2019</value>
    public static NumberOption NextThreshold { get; } = new(
        "next-threshold", "Mean attention to the next position above which a head is a next-token head, from 0 to 1.", 0.5, 0, 1);

    /// <summary>Mass above which a head is a first-token head.</summary>
    /// <value>0.6 by default. Source: Clark et al. 2019</value>
    public static NumberOption FirstThreshold { get; } = new(
        "first-threshold", "Mean attention to the first position above which a head is a first-token head, from 0 to 1.", 0.6, 0, 1);

    /// <summary>Mass above which a head is a separator head.</summary>
    /// <value>0.6 by default. Source: Clark et al. 2019</value>
    public static NumberOption SeparatorThreshold { get; } = new(
        "separator-threshold", "Mean attention to all separators above which a head is a separator head, from 0 to 1.", 0.6, 0, 1);

    /// <summary>Mass above which a head is a diagonal head.</summary>
    /// <value>0.5 by default.</value>
    public static NumberOption DiagonalThreshold { get; } = new(
        "diagonal-threshold", "Mean attention of a position to itself above which a head is a diagonal head, from 0 to 1.", 0.5, 0, 1);

    /// <summary>How many times as large as under even attention a mass has to be before it counts as a role.</summary>
    /// <value>2 by default.</value>
    public static NumberOption ChanceRatio { get; } = new(
        "chance-ratio", "How many times as large as under even attention a mass must be for a role, from 1 to 1000.", 2, 1, 1000);

    internal static ImmutableArray<OptionDescriptor> All { get; } =
    [
        BroadEntropy, BroadShare, FocusedConfidence, PreviousThreshold, NextThreshold, FirstThreshold, SeparatorThreshold,
        DiagonalThreshold, ChanceRatio,
    ];
}
