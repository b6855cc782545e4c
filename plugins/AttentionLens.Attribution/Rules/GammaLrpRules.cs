namespace AttentionLens.Attribution;

/// <summary>The γ rule in every linear layer, which favours what supports the output, with attention probabilities, gates, normalisations and
/// activations held constant as in <see cref="CpLrpRules"/>. The layer that reads the pixels of an image has a γ of its own.</summary>
/// <remarks>With γ = 0 everywhere it is <see cref="CpLrpRules"/>. A bias is treated as one more weight.
/// <para>Source: Montavon et al. 2019, section 10.2.3, in the form for inputs and outputs of either sign that zennit computes
/// (Anders et al. 2021); Achtibat et al. 2024, section 4.1, for its use in vision transformers.</para></remarks>
public sealed class GammaLrpRules : LrpRules
{
    private const float UsualGamma = 0.05f;
    private const float UsualPatchGamma = 0.25f;
    private readonly GammaRule _linear;
    private readonly GammaRule _patches;

    /// <summary>Creates the rule set with its usual values, 0.05 and 0.25 for the layer that reads pixels.</summary>
    public GammaLrpRules()
        : this(UsualGamma, UsualPatchGamma)
    {
    }

    /// <summary>Creates the rule set.</summary>
    /// <param name="gamma">How much more weights count that support the output, from 0 on; usually 0.05.</param>
    /// <param name="patchGamma">The same for the layer that reads pixels; usually 0.25.</param>
    /// <exception cref="LensInputException">A parameter is not a finite number from 0 on.</exception>
    public GammaLrpRules(float gamma, float patchGamma)
    {
        _linear = new GammaRule(Demand(float.IsFinite(gamma) && gamma >= 0, gamma, nameof(gamma), "a finite number from 0 on"));
        _patches = new GammaRule(Demand(float.IsFinite(patchGamma) && patchGamma >= 0, patchGamma, nameof(patchGamma), "a finite number from 0 on"));
    }

    /// <inheritdoc/>
    public override string Name => Named(
        "lrp-gamma", _linear.Gamma == UsualGamma && _patches.Gamma == UsualPatchGamma, $"gamma={_linear.Gamma},patch={_patches.Gamma}");

    /// <inheritdoc/>
    public override SignalForm Form => SignalForm.GradientTimesValue;

    /// <inheritdoc/>
    public override PropagationRule? RuleFor(OperationInfo operation) =>
        operation.Kind != OperationKind.Linear ? CpLrpRules.OfConstantPatterns(operation.Kind)
        : ReadsPixels(operation) ? _patches
        : _linear;
}
