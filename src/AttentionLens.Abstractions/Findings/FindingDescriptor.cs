using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A rule: one kind of finding.</summary>
/// <param name="Id">The rule's id: two to six capital letters and four digits, for instance <c>AL1003</c>. <c>AL0…</c> belongs to the host.</param>
/// <param name="Title">What it finds, in a few words.</param>
/// <param name="MessageFormat">The message, with <c>{0}</c>, <c>{1}</c> … for its arguments; formatted in the invariant culture.</param>
/// <param name="Category">The group it belongs to, for instance <c>Heads</c>.</param>
/// <param name="DefaultSeverity">How much it matters unless configured otherwise.</param>
/// <param name="Scope">What it speaks of.</param>
public sealed record FindingDescriptor(
    string Id, string Title, string MessageFormat, string Category, Severity DefaultSeverity, FindingScope Scope)
{
    /// <summary>Whether it is looked for unless somebody asks: an analyzer none of whose rules is runs only where it is chosen by its name or by a pattern other than
    /// <c>*</c>. For what costs more than the shared pass.</summary>
    /// <value>true by default.</value>
    public bool EnabledByDefault { get; init; } = true;

    /// <summary>What it means and what to do, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Where the measure comes from.</summary>
    public ImmutableArray<Citation> Sources { get; init; } = [];
}
