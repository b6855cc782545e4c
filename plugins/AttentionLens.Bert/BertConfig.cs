using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert;

/// <summary>A BERT configuration, checked.</summary>
internal sealed record BertConfig
{
    private const int Most = 1 << 24;

    public static ArchitectureTable<BertArchitecture> Architectures { get; } = new("bert", "BertModel", new Dictionary<string, BertArchitecture>
    {
        ["BertModel"] = BertArchitecture.Headless,
        ["BertForMaskedLM"] = BertArchitecture.MaskedLanguage,
        ["BertForPreTraining"] = BertArchitecture.MaskedLanguage,
        ["BertForSequenceClassification"] = BertArchitecture.SequenceClassification,
        ["BertForTokenClassification"] = BertArchitecture.TokenClassification,
        ["BertForQuestionAnswering"] = BertArchitecture.QuestionAnswering,
    });

    public required string ArchitectureName { get; init; }

    public required BertArchitecture Architecture { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int Width { get; init; }

    public required int MlpWidth { get; init; }

    public required int Vocabulary { get; init; }

    public required int Positions { get; init; }

    public required int TokenTypes { get; init; }

    public required int PaddingId { get; init; }

    public required float Epsilon { get; init; }

    public required ActivationKind Activation { get; init; }

    public required bool TiesEmbeddings { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    public required ImmutableArray<string> Caveats { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public ModelCard Card => new()
    {
        Family = "bert",
        Architecture = ArchitectureName,
        Layers = Layers,
        Heads = Heads,
        Width = Width,
        HeadWidth = Width / Heads,
        MlpWidth = MlpWidth,
        VocabularySize = Vocabulary,
        MaxPositions = Positions,
        Labels = Labels,
        Caveats = Caveats,
    };

    /// <summary>What the model takes as text.</summary>
    public TextInputSettings Inputs => new()
    {
        VocabularySize = Vocabulary,
        TokenTypes = TokenTypes,
        MaxPositions = Positions,
        PaddingId = PaddingId,
    };

    public static BertConfig Read(ModelConfig config)
    {
        (string name, BertArchitecture architecture) = Architectures.Of(config);
        int width = config.Integer("hidden_size", 1, Most);
        config.Choice("position_embedding_type", new Dictionary<string, bool> { ["absolute"] = true }, "absolute");
        config.Only("is_decoder", false);
        config.Only("add_cross_attention", false);
        int vocabulary = config.Integer("vocab_size", 1, Most);
        BertConfig read = new()
        {
            ArchitectureName = name,
            Architecture = architecture,
            Layers = config.Integer("num_hidden_layers", 0, 1 << 12),
            Heads = config.Heads("num_attention_heads", width, "hidden_size"),
            Width = width,
            MlpWidth = config.Integer("intermediate_size", 1, Most),
            Vocabulary = vocabulary,
            Positions = config.Integer("max_position_embeddings", 1, Most),
            TokenTypes = config.Integer("type_vocab_size", 1, Most, 2),
            PaddingId = config.Integer("pad_token_id", 0, vocabulary - 1, 0),
            Epsilon = (float)config.Number("layer_norm_eps", 0, 1, 1e-12),
            Activation = config.Choice("hidden_act", ActivationNames.All, "gelu"),
            TiesEmbeddings = config.Flag("tie_word_embeddings", true),
            Labels = architecture switch
            {
                BertArchitecture.SequenceClassification or BertArchitecture.TokenClassification => config.Labels(),
                BertArchitecture.QuestionAnswering => ["start", "end"],
                _ => [],
            },
            Caveats = [],
        };
        config.Ignore(
            "attention_probs_dropout_prob", "hidden_dropout_prob", "classifier_dropout", "dropout", "directionality", "pooler_fc_size", "pooler_num_attention_heads",
            "pooler_num_fc_layers", "pooler_size_per_head", "pooler_type", "language");
        return read with { Caveats = config.Caveats() };
    }
}
