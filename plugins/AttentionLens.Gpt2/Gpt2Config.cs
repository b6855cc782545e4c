using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Gpt2;

/// <summary>A GPT-2 configuration, checked.</summary>
internal sealed record Gpt2Config
{
    private const int Most = 1 << 24;

    public static ArchitectureTable<CausalArchitecture> Architectures { get; } = new(
        "gpt2",
        "GPT2Model",
        new Dictionary<string, CausalArchitecture>(StringComparer.Ordinal)
        {
            ["GPT2Model"] = CausalArchitecture.Headless,
            ["GPT2LMHeadModel"] = CausalArchitecture.NextToken,
            ["GPT2ForSequenceClassification"] = CausalArchitecture.SequenceClassification,
        });

    public required CausalOutline Outline { get; init; }

    public required float Epsilon { get; init; }

    public required ActivationKind Activation { get; init; }

    /// <summary>Whether scores are divided by the root of the head width.</summary>
    public required bool ScalesByWidth { get; init; }

    /// <summary>Whether scores are divided by the number of the block, from 1.</summary>
    public required bool ScalesByLayer { get; init; }

    public static Gpt2Config Read(ModelConfig config)
    {
        (string name, CausalArchitecture architecture) = Architectures.Of(config);
        config.Only("add_cross_attention", false);
        int width = config.Integer("n_embd", 1, Most);
        int vocabulary = config.Integer("vocab_size", 1, Most);
        int positions = config.Integer("n_positions", 1, Most, 1024);
        CausalOutline outline = new()
        {
            Architecture = architecture,
            TiesEmbeddings = config.Flag("tie_word_embeddings", true),
            Inputs = new TextInputSettings
            {
                VocabularySize = vocabulary,
                TokenTypes = 1,
                MaxPositions = positions,
                PaddingId = config.Integer("pad_token_id", 0, vocabulary - 1, 0),
            },
            Card = CardOf(config, name, width) with
            {
                VocabularySize = vocabulary,
                MaxPositions = positions,
                Labels = architecture == CausalArchitecture.SequenceClassification ? config.Labels() : [],
            },
        };
        Gpt2Config read = new()
        {
            Outline = outline,
            Epsilon = (float)config.Number("layer_norm_epsilon", 0, 1, 1e-5),
            Activation = config.Choice("activation_function", ActivationNames.All, "gelu_new"),
            ScalesByWidth = config.Flag("scale_attn_weights", true),
            ScalesByLayer = config.Flag("scale_attn_by_inverse_layer_idx", false),
        };
        config.Ignore(
            "n_ctx", "attn_pdrop", "embd_pdrop", "resid_pdrop", "reorder_and_upcast_attn", "is_decoder", "summary_activation",
            "summary_first_dropout", "summary_proj_to_labels", "summary_type", "summary_use_proj");
        return read with { Outline = outline with { Card = outline.Card with { Caveats = config.Caveats() } } };
    }

    private static ModelCard CardOf(ModelConfig config, string architecture, int width)
    {
        int heads = config.Heads("n_head", width, "n_embd");
        return new ModelCard
        {
            Family = "gpt2",
            Architecture = architecture,
            Layers = config.Integer("n_layer", 0, 1 << 12),
            Heads = heads,
            Width = width,
            HeadWidth = width / heads,
            MlpWidth = config.Integer("n_inner", 1, 4 * Most, 4 * width),
        };
    }
}
