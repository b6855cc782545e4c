namespace AttentionLens.Attribution;

/// <summary>Conservative propagation in its efficient form, a changed gradient times the value: attention probabilities, gates, normalisations and activations are
/// held constant, so the model that is explained is affine, and relevance is conserved but for what constants add.</summary>
/// <remarks>The relevance at <c>attn.pattern</c> is that of the edges: what each query took from each key. It is the relevance of the values, seen once more, and goes
/// no further back.
/// <para>Source: Ali et al. 2022, section 4.</para></remarks>
public sealed class CpLrpRules : LrpRules
{
    private static readonly ScaledGradientRule BehindGate = new(first: 0, second: 1);

    /// <inheritdoc/>
    public override string Name => "cp-lrp";

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.GradientTimesValue;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) => OfConstantPatterns(operation.Kind);

    internal static PropagationRule? OfConstantPatterns(OperationKind kind) => kind switch
    {
        OperationKind.LayerNorm or OperationKind.RmsNorm or OperationKind.Activation or OperationKind.Softmax => FrozenRule.Instance,
        OperationKind.Product => BehindGate,
        _ => null,
    };
}
