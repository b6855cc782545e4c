using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Roberta;

/// <summary>Loads RoBERTa models: BERT's blocks, positions counted from the padding id on, heads of their own.</summary>
/// <remarks>Source: Liu et al. 2019.</remarks>
public sealed class RobertaAdapter : TextEncoderAdapter
{
    /// <summary>Creates the adapter.</summary>
    public RobertaAdapter()
        : base("roberta", "Roberta")
    {
    }

    /// <inheritdoc/>
    public override string Summary =>
        "RoBERTa: RobertaModel, ForMaskedLM, ForSequenceClassification, ForTokenClassification, ForQuestionAnswering";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["embeddings.position_ids", "pooler.*"];

    /// <inheritdoc/>
    protected override TextEncoderKeys Keys { get; } = new()
    {
        PaddingId = 1,
        PositionRule = PositionRule.Counted,
    };

    /// <inheritdoc/>
    protected override TextEncoderNames Names { get; } = new()
    {
        Prefix = "roberta.",
        MaskedLanguage = new MaskedLanguageNames("lm_head.dense", "lm_head.layer_norm", "lm_head.decoder", "lm_head.bias")
        {
            // Whatever the configuration says of the blocks.
            Activation = ActivationKind.Gelu,
        },
        SequenceClassifier = new SequenceClassifierNames("classifier.dense", "classifier.out_proj"),
    };
}
