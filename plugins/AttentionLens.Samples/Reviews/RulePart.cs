namespace AttentionLens.Samples;

/// <summary>One part of an alternative of a rule.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The word, or the name of the rule, class or clause.</param>
internal sealed record RulePart(RulePartKind Kind, string Text)
{
    /// <summary>Reads a part from its notation.</summary>
    /// <param name="notation">One entry of an alternative, without spaces.</param>
    public static RulePart Parse(string notation) => notation[0] switch
    {
        '<' => new RulePart(RulePartKind.Rule, notation[1..^1]),
        '!' when notation.Length > 1 => new RulePart(RulePartKind.Negator, notation[1..].Replace('_', ' ')),
        '@' => new RulePart(RulePartKind.Sentiment, notation[1..]),
        '#' => new RulePart(RulePartKind.Clause, notation[1..]),
        '&' => new RulePart(RulePartKind.NextOpinion, string.Empty),
        _ => new RulePart(RulePartKind.Word, notation),
    };
}
