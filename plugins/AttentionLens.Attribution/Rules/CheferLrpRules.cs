namespace AttentionLens.Attribution;

/// <summary>The propagation of Chefer et al.: products above 0 alone in linear layers, the box rule at pixels, half to each factor of a matrix product, and
/// residual sums rescaled to the size of their two branches. What is not linear passes relevance on.</summary>
/// <remarks>Relevance starts as 1 at the explained logit. Through attention it also goes into queries and keys. It divides by sums that may lie near 0, and is
/// in single precision good to a few digits in the first layers.
/// <para>Source: Chefer et al. 2021 (CVPR), equations 2 to 10, with the constants of its published code; Montavon et al. 2017 for the box rule.</para></remarks>
public sealed class CheferLrpRules : LrpRules
{
    private const float Epsilon = 1e-9f;
    private static readonly AlphaBetaRule Linear = new(alpha: 1, beta: 0, Epsilon);
    private static readonly BoxRule Pixels = new(Epsilon);
    private static readonly ShareRule Factors = new(Epsilon, factor: 0.5f);
    private static readonly ShareRule Shares = new(Epsilon);
    private static readonly RescaledSumRule Sum = new();

    /// <inheritdoc/>
    public override string Name => "chefer-lrp";

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.Relevance;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind switch
    {
        OperationKind.Linear => ReadsPixels(operation) ? Pixels : Linear,
        OperationKind.Add => Sum,
        OperationKind.MatrixProduct or OperationKind.Product => Factors,
        OperationKind.Rotation or OperationKind.Edit => Shares,
        OperationKind.LayerNorm or OperationKind.RmsNorm or OperationKind.Activation or OperationKind.Softmax or OperationKind.Scale => IdentityRule.Instance,
        _ => null,
    };
}
