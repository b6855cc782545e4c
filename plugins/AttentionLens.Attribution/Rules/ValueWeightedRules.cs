namespace AttentionLens.Attribution;

/// <summary>A rule set that hands back a gradient, with captures that hold the gradient times the value.</summary>
internal sealed class ValueWeightedRules(PropagationRules rules) : PropagationRules
{
    public override string Name => rules.Name;

    public override SignalForm Form => SignalForm.GradientTimesValue;

    public override PropagationRule? RuleFor(OperationInfo operation) => rules.RuleFor(operation);

    public override void Start(ReadOnlySpan<float> output, Span<float> signal) => rules.Start(output, signal);
}
