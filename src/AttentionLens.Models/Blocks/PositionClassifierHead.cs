using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A linear layer at every position: token classification, or the start and end scores of question answering. [batch, position, class].</summary>
public sealed class PositionClassifierHead : Stage
{
    private readonly LinearLayer _classifier;
    private readonly OperationInfo _info = new(OperationKind.Linear, "logits");
    private readonly int _logits;

    /// <summary>Creates a head.</summary>
    /// <param name="classifier">The layer.</param>
    /// <param name="logits">The site <c>logits</c>.</param>
    public PositionClassifierHead(LinearLayer classifier, int logits)
        : base("head")
    {
        _classifier = classifier;
        _logits = logits;
    }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input) => pass.At(_logits, pass.Tape.Linear(
        _info, input!, _classifier.Weight, _classifier.Bias, input!.Value.Shape[0], input.Value.Shape[1], _classifier.Outputs));
}
