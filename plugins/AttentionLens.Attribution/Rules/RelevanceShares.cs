namespace AttentionLens.Attribution;

/// <summary>What classic rule sets, whose signal is relevance, do alike: shares at every linear step, attention probabilities and gates held constant.</summary>
internal sealed class RelevanceShares
{
    private readonly ShareRule _share;

    public RelevanceShares(float epsilon) => _share = new ShareRule(epsilon);

    public PropagationRule? RuleFor(OperationKind kind) => kind switch
    {
        OperationKind.Linear or OperationKind.Add or OperationKind.MatrixProduct or OperationKind.LayerNorm or OperationKind.RmsNorm
            or OperationKind.Rotation or OperationKind.Edit => _share,
        OperationKind.Activation or OperationKind.Scale => IdentityRule.Instance,
        OperationKind.Softmax => FrozenRule.Instance,
        OperationKind.Product => IdentityRule.BehindGate,
        _ => null,
    };
}
