using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Relevance by any rule set that a plugin offers.</summary>
/// <remarks>Where the rule set hands back a gradient, the scores are that of its products with the values.</remarks>
public sealed class NamedRulesMethod : RelevanceMethod
{
    private static readonly TextOption RulesOption = new("rules", "The rule set, by its name.", string.Empty);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("relevance", "Relevance by any rule set that a plugin offers.", AttributionKind.Relevance)
        {
            IsSigned = true,
            Aggregation = "sum over the width",
            RequiredOption = RulesOption.Name,
        };

    private protected override ImmutableArray<OptionDescriptor> RuleOptions => [RulesOption];

    private protected override PropagationRules Rules(AttributionContext context)
    {
        string name = context.Options.Get(RulesOption);
        if (name.Length == 0)
        {
            throw new LensInputException("relevance needs a rule set: name one of a loaded plugin with --option rules=NAME, for instance attnlrp.");
        }

        PropagationRules rules = context.RulesNamed(name);
        return rules.Form == SignalForm.Gradient ? new ValueWeightedRules(rules) : rules;
    }
}
