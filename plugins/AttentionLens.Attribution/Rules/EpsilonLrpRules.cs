namespace AttentionLens.Attribution;

/// <summary>The ε rule at every linear step. Attention probabilities, gates, and the deviations of normalisations are held constant, activations
/// pass relevance on. For ε → 0 it gives what <see cref="CpLrpRules"/> gives.</summary>
/// <remarks>R_x = x ⊙ Wᵀ(R ⊘ (z + ε · sign z)), with sign 0 = 1. Biases keep their share. Relevance starts as the logit's own value.
/// <para>Source: Bach et al. 2015, equation 58; Ali et al. 2022 for attention and LayerNorm.</para></remarks>
public sealed class EpsilonLrpRules : LrpRules
{
    private const float UsualEpsilon = 1e-6f;
    private readonly float _epsilon;
    private readonly RelevanceShares _shares;

    /// <summary>Creates the rule set with its usual ε.</summary>
    public EpsilonLrpRules()
        : this(UsualEpsilon)
    {
    }

    /// <summary>Creates the rule set.</summary>
    /// <param name="epsilon">Keeps divisors away from 0; above 0. The usual value is 1e-6; larger ones swallow weak and contradicting relevance.</param>
    /// <exception cref="LensInputException"><paramref name="epsilon"/> is not a finite number above 0.</exception>
    public EpsilonLrpRules(float epsilon)
    {
        _epsilon = Demand(float.IsFinite(epsilon) && epsilon > 0, epsilon, nameof(epsilon), "a finite number above 0");
        _shares = new RelevanceShares(epsilon);
    }

    /// <inheritdoc/>
    public override string Name => Named("lrp-epsilon", _epsilon == UsualEpsilon, $"epsilon={_epsilon}");

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.Relevance;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) => _shares.RuleFor(operation.Kind);

    /// <inheritdoc/>
    public override void Start(ReadOnlySpan<float> output, Span<float> signal) => LogitStart.Apply(output, signal);
}
