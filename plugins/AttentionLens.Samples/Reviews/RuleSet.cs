using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Rules by name, each with its alternatives. Written one rule to a line, <c>name: first alternative | second alternative</c>,
/// where <c>~</c> is the alternative of no words; a line that starts with <c>|</c> goes on with the rule before it.</summary>
internal sealed class RuleSet
{
    private readonly Dictionary<string, ImmutableArray<ImmutableArray<RulePart>>> _rules = new(StringComparer.Ordinal);
    private readonly RuleSet? _base;

    /// <param name="text">The rules.</param>
    /// <param name="fallback">Where rules are looked for that are not among them.</param>
    public RuleSet(string text, RuleSet? fallback = null)
    {
        _base = fallback;
        string name = string.Empty;
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int end = line.IndexOfAny([':', '|']);
            name = end == 0 ? name : line[..end];
            IEnumerable<string> alternatives = line[(end + 1)..].Split('|', StringSplitOptions.TrimEntries);
            _rules[name] = [.. _rules.GetValueOrDefault(name, []), .. alternatives.Select(Alternative)];
        }
    }

    /// <summary>The alternatives of a rule.</summary>
    /// <param name="name">The rule's name.</param>
    public ImmutableArray<ImmutableArray<RulePart>> this[string name] =>
        _rules.TryGetValue(name, out ImmutableArray<ImmutableArray<RulePart>> alternatives) ? alternatives
            : _base?[name] ?? throw new InvalidOperationException($"The grammar has no rule '{name}'.");

    /// <summary>Every part of every rule that is written here.</summary>
    public IEnumerable<RulePart> Parts => _rules.Values.SelectMany(alternatives => alternatives).SelectMany(parts => parts);

    /// <summary>Reads one alternative.</summary>
    /// <param name="notation">Its parts, with spaces between them.</param>
    public static ImmutableArray<RulePart> Alternative(string notation) =>
        notation == "~" ? [] : [.. notation.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RulePart.Parse)];
}
