using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.T5;

/// <summary>A T5 configuration, checked.</summary>
internal sealed record T5Config
{
    private const int Most = 1 << 24;

    // No table bounds the positions, but the bias of every pair takes memory.
    private const int MostPositions = 1 << 13;

    public static ArchitectureTable<T5Architecture> Architectures { get; } = new("t5", "T5Model", new Dictionary<string, T5Architecture>
    {
        ["T5EncoderModel"] = T5Architecture.EncoderAlone,
        ["T5Model"] = T5Architecture.Headless,
        ["T5ForConditionalGeneration"] = T5Architecture.ConditionalGeneration,
    });

    public required string ArchitectureName { get; init; }

    public required T5Architecture Architecture { get; init; }

    public required int EncoderLayers { get; init; }

    public required int DecoderLayers { get; init; }

    public required int Heads { get; init; }

    public required int HeadWidth { get; init; }

    public required int Width { get; init; }

    public required int Vocabulary { get; init; }

    public required int Buckets { get; init; }

    public required int LongestDistance { get; init; }

    public required int PaddingId { get; init; }

    public required int StartId { get; init; }

    public required float Epsilon { get; init; }

    public required T5MlpShape Mlp { get; init; }

    public required bool TiesEmbeddings { get; init; }

    public required ImmutableArray<string> Caveats { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public ModelCard Card => new()
    {
        Family = "t5",
        Architecture = ArchitectureName,
        Layers = Architecture == T5Architecture.EncoderAlone ? EncoderLayers : EncoderLayers + DecoderLayers,
        Heads = Heads,
        Width = Width,
        HeadWidth = HeadWidth,
        MlpWidth = Mlp.Width,
        VocabularySize = Vocabulary,
        MaxPositions = MostPositions,
        Caveats = Caveats,
    };

    /// <summary>What each side takes as text.</summary>
    public TextInputSettings Inputs => new()
    {
        VocabularySize = Vocabulary,
        TokenTypes = 1,
        MaxPositions = MostPositions,
        PaddingId = PaddingId,
    };

    public static T5Config Read(ModelConfig config)
    {
        (string name, T5Architecture architecture) = Architectures.Of(config);
        int vocabulary = config.Integer("vocab_size", 1, Most);
        int padding = config.Integer("pad_token_id", 0, vocabulary - 1, 0);
        int layers = config.Integer("num_layers", 0, 1 << 12);
        int buckets = config.Integer("relative_attention_num_buckets", 4, 1 << 12, 32);
        config.Only("is_decoder", false);
        if (architecture != T5Architecture.EncoderAlone)
        {
            config.Only("is_encoder_decoder", true);
        }

        T5Config read = new()
        {
            ArchitectureName = name,
            Architecture = architecture,
            EncoderLayers = layers,
            DecoderLayers = config.Integer("num_decoder_layers", 0, 1 << 12, layers),
            Heads = config.Integer("num_heads", 1, 1 << 12),
            HeadWidth = config.Integer("d_kv", 1, 1 << 12),
            Width = config.Integer("d_model", 1, Most),
            Vocabulary = vocabulary,
            Buckets = buckets,
            LongestDistance = config.Integer("relative_attention_max_distance", (buckets / 2) + 1, Most, Math.Max(128, (buckets / 2) + 1)),
            PaddingId = padding,
            StartId = config.Integer("decoder_start_token_id", 0, vocabulary - 1, padding),
            Epsilon = (float)config.Number("layer_norm_epsilon", 0, 1, 1e-6),
            Mlp = T5MlpShape.Read(config),
            TiesEmbeddings = config.Flag("tie_word_embeddings", true),
            Caveats = [],
        };
        config.Ignore("classifier_dropout", "dropout_rate", "initializer_factor", "is_encoder_decoder", "n_positions");
        return read with { Caveats = config.Caveats() };
    }
}
