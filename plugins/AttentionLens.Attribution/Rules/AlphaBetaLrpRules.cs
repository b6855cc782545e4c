namespace AttentionLens.Attribution;

/// <summary>The αβ rule in every linear layer: what speaks for the output counts α, what speaks against it β. Elsewhere as <see cref="EpsilonLrpRules"/>.</summary>
/// <remarks>R_x = α · (x⁺ ⊙ W⁺ᵀS + x⁻ ⊙ W⁻ᵀS) − β · (x⁺ ⊙ W⁻ᵀT + x⁻ ⊙ W⁺ᵀT), with S and T the relevance over the sum of the products above and
/// below 0. Biases get nothing, so a layer conserves relevance.
/// <para>Source: Bach et al. 2015, equation 60.</para></remarks>
public sealed class AlphaBetaLrpRules : LrpRules
{
    private const float UsualAlpha = 2;
    private const float UsualBeta = 1;
    private const float Epsilon = 1e-6f;
    private readonly float _alpha;
    private readonly float _beta;
    private readonly AlphaBetaRule _linear;
    private readonly RelevanceShares _shares = new(Epsilon);

    /// <summary>Creates the rule set with α = 2 and β = 1.</summary>
    public AlphaBetaLrpRules()
        : this(UsualAlpha, UsualBeta)
    {
    }

    /// <summary>Creates the rule set.</summary>
    /// <param name="alpha">What supporting contributions count, at least 1; usually 2.</param>
    /// <param name="beta">What opposing contributions count, α − 1; usually 1.</param>
    /// <exception cref="LensInputException">β is negative or not finite, or α − β is not 1.</exception>
    public AlphaBetaLrpRules(float alpha, float beta)
    {
        _beta = Demand(float.IsFinite(beta) && beta >= 0, beta, nameof(beta), "a finite number from 0 on");
        _alpha = Demand(MathF.Abs(alpha - beta - 1) <= Epsilon, alpha, nameof(alpha), "beta + 1, so that relevance is conserved");
        _linear = new AlphaBetaRule(alpha, beta, Epsilon);
    }

    /// <inheritdoc/>
    public override string Name => Named("lrp-alpha-beta", _alpha == UsualAlpha && _beta == UsualBeta, $"alpha={_alpha},beta={_beta}");

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.Relevance;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) =>
        operation.Kind == OperationKind.Linear ? _linear : _shares.RuleFor(operation.Kind);

    /// <inheritdoc/>
    public override void Start(ReadOnlySpan<float> output, Span<float> signal) => LogitStart.Apply(output, signal);
}
