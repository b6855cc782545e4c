using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Finds rule sets by their names.</summary>
internal static class RuleSets
{
    /// <exception cref="LensInputException">There is none of the name; the nearest is named.</exception>
    public static PropagationRules Named(ImmutableArray<PropagationRules> rules, string name) =>
        rules.FirstOrDefault(known => known.Name == name) ?? throw new LensInputException(rules.IsEmpty
            ? $"Rule set '{name}' is not known: no plugin that offers rule sets is loaded."
            : $"Rule set '{name}' is not known; nearest: {string.Join(", ", Nearest.To(name, rules.Select(known => known.Name), 3))}.");
}
