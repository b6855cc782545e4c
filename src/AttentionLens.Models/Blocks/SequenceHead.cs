using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Classifies a sequence by one of its positions. [batch, class].</summary>
public sealed class SequenceHead : Stage
{
    private static readonly OperationInfo SelectInfo = new(OperationKind.Selection, "head.select");
    private static readonly OperationInfo Info = new(OperationKind.Linear, "logits");
    private readonly LinearLayer _classifier;
    private readonly int _logits;

    /// <summary>Creates a head.</summary>
    /// <param name="classifier">The last layer.</param>
    /// <param name="logits">The site <c>logits</c>.</param>
    public SequenceHead(LinearLayer classifier, int logits)
        : base("head")
    {
        _classifier = classifier;
        _logits = logits;
    }

    /// <summary>What normalises the stream first, or null.</summary>
    public FinalNorm? Norm { get; init; }

    /// <summary>What stands between the first position and the classifier, or null for the position itself.</summary>
    public PoolerLayer? Pooler { get; init; }

    /// <summary>Whether the last position that is attended to decides, as in a causal model, and not the first.</summary>
    public bool ReadsLast { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights =>
    [
        .. Norm?.Norm.NamedWeights ?? [],
        .. Pooler?.NamedWeights ?? [],
        .. WeightViews.Linear("unembed", "_U", _classifier, Axis.Width, Axis.Class),
    ];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Variable stream = FinalNorm.Apply(Norm, pass, input!);
        Variable chosen = Pooler is not null ? Pooler.Run(pass, stream) : pass.Tape.Select(SelectInfo, stream, Positions(pass));
        return pass.At(_logits, pass.Tape.Linear(
            Info, chosen, _classifier.Weight, _classifier.Bias, pass.Batch.Size, _classifier.Outputs));
    }

    private int[] Positions(Pass pass) =>
        [.. pass.Examples.Select(example => ReadsLast ? Math.Max(0, example.Start + example.Length - 1) : 0)];
}
