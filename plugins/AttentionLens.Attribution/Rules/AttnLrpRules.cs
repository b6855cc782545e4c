namespace AttentionLens.Attribution;

/// <summary>AttnLRP in its efficient form, a changed gradient times the value: normalisations and activations are held constant, a product of two
/// computed tensors hands half of the relevance to each, softmax passes its gradient.</summary>
/// <remarks>The relevance at <c>attn.scores</c> and <c>attn.pattern</c> is that of the whole product of pattern and values; half of it goes further back from there, the
/// other half through the values. The softmax rule is a Taylor expansion with a bias term of its own, so the relevance of the input does not add up to the logit even
/// in exact arithmetic; <see cref="BackwardPlan.AccountForRelevance"/> says how much went there.
/// <para>Source: Achtibat et al. 2024, section 3 and equations 13 to 16; Arras and Achtibat et al. 2025 for the efficient form.</para></remarks>
public sealed class AttnLrpRules : LrpRules
{
    // Each product hands half to each factor. As in the published code the pattern holds the whole of what it shares with the values, and its half is
    // made up for at queries and keys.
    private static readonly ScaledGradientRule Mix = new(first: 1, second: 0.5f);
    private static readonly ScaledGradientRule Scores = new(first: 0.25f, second: 0.25f);
    private static readonly ScaledGradientRule Gated = new(first: 0.5f, second: 0.5f);

    /// <inheritdoc/>
    public override string Name => "attnlrp";

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.GradientTimesValue;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind switch
    {
        OperationKind.LayerNorm or OperationKind.RmsNorm or OperationKind.Activation => FrozenRule.Instance,
        OperationKind.Product => Gated,
        OperationKind.MatrixProduct => operation.Name.EndsWith(".scores", StringComparison.Ordinal) ? Scores : Mix,
        _ => null,
    };
}
