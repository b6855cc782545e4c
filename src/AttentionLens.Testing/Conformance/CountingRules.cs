namespace AttentionLens.Testing.Conformance;

/// <summary>Rules that change nothing and are asked before every operation: a place to cancel from, in both passes.</summary>
internal sealed class CountingRules : PropagationRules
{
    private readonly Action<int> _asked;

    public CountingRules(Action<int> asked) => _asked = asked;

    public int Count { get; private set; }

    public override string Name => "conformance";

    public override PropagationRule? RuleFor(OperationInfo operation)
    {
        _asked(++Count);
        return null;
    }
}
