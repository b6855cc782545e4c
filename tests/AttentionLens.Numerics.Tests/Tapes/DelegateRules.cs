namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>A rule set made of a callback.</summary>
internal sealed class DelegateRules(Func<OperationInfo, Action<PropagationStep>?> ruleFor) : PropagationRules
{
    public override string Name => "test";

    public override PropagationRule? RuleFor(OperationInfo operation) =>
        ruleFor(operation) is { } propagate ? new DelegateRule(propagate) : null;

    private sealed class DelegateRule(Action<PropagationStep> propagate) : PropagationRule
    {
        public override void Propagate(PropagationStep step) => propagate(step);
    }
}
