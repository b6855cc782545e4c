using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Classifies a sequence by its first position: pooler (linear and tanh), then a linear layer. [batch, class].</summary>
public sealed class SequenceClassifierHead : Stage
{
    private readonly PoolerLayer _pooler;
    private readonly LinearLayer _classifier;
    private readonly OperationInfo _info = new(OperationKind.Linear, "logits");
    private readonly int _logits;

    /// <summary>Creates a head.</summary>
    /// <param name="pooler">The pooler.</param>
    /// <param name="classifier">The last layer.</param>
    /// <param name="logits">The site <c>logits</c>.</param>
    public SequenceClassifierHead(PoolerLayer pooler, LinearLayer classifier, int logits)
        : base("head")
    {
        _pooler = pooler;
        _classifier = classifier;
        _logits = logits;
    }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Variable pooled = _pooler.Run(pass, input!);
        return pass.At(_logits, pass.Tape.Linear(
            _info, pooled, _classifier.Weight, _classifier.Bias, pass.Batch.Size, _classifier.Outputs));
    }
}
