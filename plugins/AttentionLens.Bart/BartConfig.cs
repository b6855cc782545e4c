using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bart;

/// <summary>A BART or Marian configuration, checked.</summary>
internal sealed record BartConfig
{
    private const int Most = 1 << 24;

    public required BartVariant Variant { get; init; }

    public required string ArchitectureName { get; init; }

    public required bool IsGenerating { get; init; }

    public required BartStack Encoder { get; init; }

    public required BartStack Decoder { get; init; }

    public required int Width { get; init; }

    public required int Vocabulary { get; init; }

    public required int Positions { get; init; }

    public required int PaddingId { get; init; }

    public required int StartId { get; init; }

    public required ActivationKind Activation { get; init; }

    public required bool ScalesEmbeddings { get; init; }

    public required bool TiesEmbeddings { get; init; }

    public required ImmutableArray<string> Caveats { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public ModelCard Card => new()
    {
        Family = Variant.Family,
        Architecture = ArchitectureName,
        Layers = Encoder.Layers + Decoder.Layers,
        Heads = Encoder.Heads,
        Width = Width,
        HeadWidth = Width / Encoder.Heads,
        MlpWidth = Encoder.MlpWidth,
        VocabularySize = Vocabulary,
        MaxPositions = Positions,
        Caveats = Encoder.Heads == Decoder.Heads
            ? Caveats
            : [$"The decoder's blocks have {Decoder.Heads} heads, the encoder's {Encoder.Heads}", .. Caveats],
    };

    /// <summary>What each side takes as text.</summary>
    public TextInputSettings Inputs => new()
    {
        VocabularySize = Vocabulary,
        TokenTypes = 1,
        MaxPositions = Positions,
        PaddingId = PaddingId,
    };

    public static BartConfig Read(ModelConfig config, BartVariant variant, string name, bool isGenerating)
    {
        int width = config.Integer("d_model", 1, Most);
        int vocabulary = config.Integer("vocab_size", 1, Most);
        RefuseVariants(config, variant, vocabulary);
        int padding = config.Integer("pad_token_id", 0, vocabulary - 1, variant.LearnsPositions ? 1 : vocabulary - 1);
        BartConfig read = new()
        {
            Variant = variant,
            ArchitectureName = name,
            IsGenerating = isGenerating,
            Encoder = BartStack.Read(config, "encoder", width),
            Decoder = BartStack.Read(config, "decoder", width),
            Width = width,
            Vocabulary = vocabulary,
            Positions = config.Integer("max_position_embeddings", 1, Most),
            PaddingId = padding,
            StartId = config.Integer("decoder_start_token_id", 0, vocabulary - 1, variant.LearnsPositions ? 2 : padding),
            Activation = config.Choice("activation_function", ActivationNames.All, "gelu"),
            ScalesEmbeddings = config.Flag("scale_embedding", false),
            TiesEmbeddings = config.Flag("tie_word_embeddings", true),
            Caveats = [],
        };
        config.Ignore(
            "activation_dropout", "add_bias_logits", "attention_dropout", "classif_dropout", "classifier_dropout", "dropout", "init_std",
            "num_hidden_layers");
        return read with { Caveats = config.Caveats() };
    }

    // Older configurations name these choices of the code they were trained with; the architectures here have one answer each.
    private static void RefuseVariants(ModelConfig config, BartVariant variant, int vocabulary)
    {
        config.Only("is_encoder_decoder", true);
        config.Only("is_decoder", false);
        config.Only("add_cross_attention", false);
        config.Only("normalize_before", false);
        config.Only("add_final_layer_norm", false);
        config.Only("normalize_embedding", variant.NormalizesEmbeddings);
        config.Only("static_position_embeddings", !variant.LearnsPositions);
        config.Only("share_encoder_decoder_embeddings", true);
        config.Integer("decoder_vocab_size", vocabulary, vocabulary, vocabulary);
        config.Integer("extra_pos_embeddings", BartWiring.FirstRow, BartWiring.FirstRow, BartWiring.FirstRow);
    }
}
