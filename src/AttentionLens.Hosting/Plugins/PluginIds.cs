using System.Text.RegularExpressions;

namespace AttentionLens.Hosting;

/// <summary>The names and rule ids of one plugin, with what the plugin itself may not do with them.</summary>
internal sealed partial class PluginIds(PluginRecord plugin)
{
    private readonly SortedDictionary<string, FindingDescriptor?> _claims = new(StringComparer.Ordinal) { [$"plugin name '{plugin.Name}'"] = null };

    /// <summary>What the plugin claims, in words that stand in a message.</summary>
    public IEnumerable<string> Claims => _claims.Keys;

    /// <summary>Claims a name of a kind of part.</summary>
    /// <exception cref="PluginRefusedException">The plugin has another part of the kind with the name, or it is malformed.</exception>
    public void AddName(string kind, string name)
    {
        if (name is null || !NamePattern().IsMatch(name))
        {
            throw Refuse($"{kind} '{OneLine.Of(name ?? string.Empty)}' is malformed; expected 1 to 64 letters, digits, dots, dashes and underscores.");
        }

        if (!_claims.TryAdd($"{kind} '{name}'", null))
        {
            throw Refuse($"{kind} '{name}' is used twice in the plugin; expected one part for each name.");
        }
    }

    /// <summary>Claims the id of a rule. Analyzers of one plugin may share a rule.</summary>
    /// <exception cref="PluginRefusedException">The id is malformed or the host's, or the plugin gives it to two rules.</exception>
    public void AddRule(FindingDescriptor rule)
    {
        if (rule.Id is null || !RulePattern().IsMatch(rule.Id))
        {
            throw Refuse($"finding id '{OneLine.Of(rule.Id ?? string.Empty)}' is malformed; expected two to six capital letters and four digits.");
        }

        // The host's own rules of importance, which anybody may report.
        if (ImportanceRules.All.Contains(rule))
        {
            return;
        }

        if (rule.Id.StartsWith(HostFindings.ReservedPrefix, StringComparison.Ordinal))
        {
            throw Refuse($"finding id '{rule.Id}' is reserved; ids that start with {HostFindings.ReservedPrefix} belong to the host.");
        }

        if (!_claims.TryAdd($"finding id '{rule.Id}'", rule) && _claims[$"finding id '{rule.Id}'"] != rule)
        {
            throw Refuse($"finding id '{rule.Id}' stands for two different rules in the plugin; expected one rule for each id.");
        }
    }

    /// <summary>AL0308 of any kind.</summary>
    public static PluginRefusedException Refuse(string detail) => new(HostFindings.InvalidIds, detail);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Z]{2,6}[0-9]{4}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RulePattern();
}
