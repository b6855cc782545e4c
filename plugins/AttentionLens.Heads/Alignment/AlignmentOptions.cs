using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The settings of <c>heads.alignment</c>.</summary>
public static class AlignmentOptions
{
    /// <summary>How many examples are drawn, from the first on.</summary>
    /// <value>4 by default.</value>
    public static NumberOption Examples { get; } = new(
        "examples", "How many examples are drawn, from the first on, from 0 to 1000.", 4, 0, 1000);

    /// <summary>The alignment error rate below which a head aligns words.</summary>
    /// <value>0.25 by default.</value>
    public static NumberOption LargestError { get; } = new(
        "largest-error", "Alignment error rate below which a head aligns words, from 0 to 1.", 0.25, 0, 1);

    internal static ImmutableArray<OptionDescriptor> All { get; } = [Examples, LargestError];
}
