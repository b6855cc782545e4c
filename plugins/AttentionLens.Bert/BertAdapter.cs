using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Bert;

/// <summary>Loads BERT models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Devlin, Chang, Lee and Toutanova 2019.</remarks>
public sealed class BertAdapter : TextEncoderAdapter
{
    /// <summary>Creates the adapter.</summary>
    public BertAdapter()
        : base("bert", "Bert", ("BertForPreTraining", TextEncoderArchitecture.MaskedLanguage))
    {
    }

    /// <inheritdoc/>
    public override string Summary =>
        "BERT: BertModel, ForMaskedLM, ForSequenceClassification, ForTokenClassification, ForQuestionAnswering";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["embeddings.position_ids", "pooler.*", "cls.seq_relationship.*"];

    /// <inheritdoc/>
    protected override TextEncoderKeys Keys { get; } = new()
    {
        Harmless =
        [
            "directionality", "language", "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers",
            "pooler_size_per_head", "pooler_type",
        ],
    };

    /// <inheritdoc/>
    protected override TextEncoderNames Names { get; } = new()
    {
        Prefix = "bert.",
        MaskedLanguage = new MaskedLanguageNames(
            "cls.predictions.transform.dense",
            "cls.predictions.transform.LayerNorm",
            "cls.predictions.decoder",
            "cls.predictions.bias"),
        SequenceClassifier = new SequenceClassifierNames("bert.pooler.dense", "classifier"),
    };
}
