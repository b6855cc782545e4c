using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.DistilBert;

/// <summary>Loads DistilBERT models: BERT's blocks without token types and pooler.</summary>
/// <remarks>Source: Sanh, Debut, Chaumond and Wolf 2019.</remarks>
public sealed class DistilBertAdapter : TextEncoderAdapter
{
    /// <summary>Creates the adapter.</summary>
    public DistilBertAdapter()
        : base("distilbert", "DistilBert")
    {
    }

    /// <inheritdoc/>
    public override string Summary =>
        "DistilBERT: DistilBertModel, ForMaskedLM, ForSequenceClassification, ForTokenClassification, ForQuestionAnswering";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["embeddings.position_ids"];

    /// <inheritdoc/>
    protected override TextEncoderKeys Keys { get; } = new()
    {
        HasTokenTypes = false,
        Encoder = new EncoderKeys
        {
            Layers = "n_layers",
            Heads = "n_heads",
            Width = "dim",
            MlpWidth = "hidden_dim",
            Activation = "activation",
            Epsilon = null,
        },

        // Sinusoids only decide how the table of positions starts; a checkpoint holds the table.
        Harmless = ["attention_dropout", "qa_dropout", "seq_classif_dropout", "sinusoidal_pos_embds", "tie_weights_"],
    };

    /// <inheritdoc/>
    protected override TextEncoderNames Names { get; } = new()
    {
        Prefix = "distilbert.",
        Blocks = "transformer.layer",
        Block = new EncoderBlockNames
        {
            Query = "attention.q_lin",
            Key = "attention.k_lin",
            Value = "attention.v_lin",
            Output = "attention.out_lin",
            AttentionNorm = "sa_layer_norm",
            Inner = "ffn.lin1",
            Outer = "ffn.lin2",
            MlpNorm = "output_layer_norm",
        },
        Pooler = null,
        MaskedLanguage = new MaskedLanguageNames("vocab_transform", "vocab_layer_norm", "vocab_projector", "vocab_projector.bias"),
        SequenceClassifier = new SequenceClassifierNames("pre_classifier", "classifier", ActivationKind.Relu),
    };
}
