using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A linear layer at every position: the next token, token classes, or the start and end of an answer. [batch, position, class].</summary>
public sealed class PositionHead : Stage
{
    private static readonly OperationInfo ScaleInfo = new(OperationKind.Scale, "logits.scale");
    private static readonly OperationInfo Info = new(OperationKind.Linear, "logits");
    private readonly LinearLayer _classifier;
    private readonly int _logits;

    /// <summary>Creates a head.</summary>
    /// <param name="classifier">The layer.</param>
    /// <param name="logits">The site <c>logits</c>.</param>
    public PositionHead(LinearLayer classifier, int logits)
        : base("head")
    {
        _classifier = classifier;
        _logits = logits;
    }

    /// <summary>What normalises the stream first, or null.</summary>
    public FinalNorm? Norm { get; init; }

    /// <summary>What the stream is multiplied with before the layer.</summary>
    /// <value>1 by default.</value>
    public float Scale { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights =>
    [
        .. Norm?.Norm.NamedWeights ?? [],
        .. WeightViews.Linear("unembed", "_U", _classifier, Axis.Width, Axis.Class, Scale),
    ];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Variable stream = FinalNorm.Apply(Norm, pass, input!);
        if (Scale != 1)
        {
            stream = pass.Tape.Scale(ScaleInfo, stream, Scale);
        }

        ReadOnlySpan<int> shape = stream.Value.Shape;
        return pass.At(_logits, pass.Tape.Linear(Info, stream, _classifier.Weight, _classifier.Bias, shape[0], shape[1], _classifier.Outputs));
    }
}
