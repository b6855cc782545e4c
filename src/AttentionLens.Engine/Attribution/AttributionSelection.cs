using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>An attribution method chosen for a run. The instance serves this run alone.</summary>
/// <param name="Method">The method.</param>
/// <param name="Plugin">The name of the plugin it comes from.</param>
public sealed record AttributionSelection(AttributionMethod Method, string Plugin)
{
    /// <summary>Its settings, names and values as the user wrote them.</summary>
    /// <value>Empty by default: every option has its own default.</value>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];
}
