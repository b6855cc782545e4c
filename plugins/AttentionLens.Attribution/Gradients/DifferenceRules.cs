namespace AttentionLens.Attribution;

/// <summary>Multipliers instead of slopes: what a difference between two inputs does to an operation's output. The first half of the rows is the
/// input, the second half the same examples at the baseline; both halves carry one signal.</summary>
/// <remarks>Source: Shrikumar, Greenside and Kundaje 2017, sections 3.2 and 3.5, for activations. Products, softmax and norms are more than the
/// paper treats: a product gets the mean of its two slopes, which is exact, the others the mean slope with the smallest correction that makes it
/// exact (Broyden 1965).</remarks>
internal sealed class DifferenceRules : PropagationRules
{
    private readonly RescaleRule _activation = new();
    private readonly MeanSlopeRule _product = new(corrects: false);
    private readonly MeanSlopeRule _vector = new(corrects: true);

    public override string Name => "deeplift";

    public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind switch
    {
        OperationKind.Activation => _activation,
        OperationKind.Product or OperationKind.MatrixProduct => _product,
        OperationKind.Softmax or OperationKind.LayerNorm or OperationKind.RmsNorm => _vector,
        _ => null,
    };
}
