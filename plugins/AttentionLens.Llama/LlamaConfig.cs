using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Llama;

/// <summary>A configuration of the family, checked.</summary>
internal sealed record LlamaConfig
{
    private const int Most = 1 << 24;

    public required CausalOutline Outline { get; init; }

    public required LlamaHeads Heads { get; init; }

    /// <summary>For each block how many positions up to its own a query sees; 0: no such bound.</summary>
    public required ImmutableArray<int> Windows { get; init; }

    public required float Epsilon { get; init; }

    public required ActivationKind Activation { get; init; }

    public required bool HasMlpBiases { get; init; }

    public static LlamaConfig Read(ModelConfig config)
    {
        LlamaVariant variant = LlamaVariant.Of(config.Folder);
        (string name, CausalArchitecture architecture) = variant.Architectures.Of(config);
        int width = config.Integer("hidden_size", 1, Most);
        int layers = config.Integer("num_hidden_layers", 0, 1 << 12);
        LlamaHeads heads = LlamaHeads.Read(config, variant, width);
        TextInputSettings inputs = ReadInputs(config, variant);
        CausalOutline outline = new()
        {
            Architecture = architecture,
            Inputs = inputs,
            TiesEmbeddings = config.Flag("tie_word_embeddings", false),
            Card = new ModelCard
            {
                Family = variant.ModelType,
                Architecture = name,
                Layers = layers,
                Heads = heads.Count,
                Width = width,
                HeadWidth = heads.Width,
                MlpWidth = config.Integer("intermediate_size", 1, Most),
                VocabularySize = inputs.VocabularySize,
                MaxPositions = inputs.MaxPositions,
                Labels = architecture == CausalArchitecture.SequenceClassification ? config.Labels() : [],
            },
        };
        LlamaConfig read = new()
        {
            Outline = outline,
            Heads = heads,
            Windows = ReadWindows(config, variant.Windows, layers),
            Epsilon = (float)config.Number("rms_norm_eps", 0, 1, 1e-6),
            Activation = config.Choice("hidden_act", ActivationNames.All, "silu"),
            HasMlpBiases = variant.HasOptionalBiases && config.Flag("mlp_bias", false),
        };
        config.Ignore("attention_dropout", "pretraining_tp");
        return read with { Outline = outline with { Card = outline.Card with { Caveats = config.Caveats() } } };
    }

    private static TextInputSettings ReadInputs(ModelConfig config, LlamaVariant variant)
    {
        int vocabulary = config.Integer("vocab_size", 1, Most);
        return new TextInputSettings
        {
            VocabularySize = vocabulary,
            TokenTypes = 1,
            MaxPositions = config.Integer("max_position_embeddings", 1, Most, variant.Positions),

            // The oldest checkpoints write -1 for none.
            PaddingId = Math.Max(0, config.Integer("pad_token_id", -1, vocabulary - 1, -1)),
        };
    }

    private static ImmutableArray<int> ReadWindows(ModelConfig config, WindowRule rule, int layers)
    {
        const int Usual = 4096;
        int window = 0;
        if (rule != WindowRule.Never)
        {
            window = config.Integer("sliding_window", 1, int.MaxValue, config.Has("sliding_window") ? int.MaxValue : Usual);
        }

        // Nobody has so many positions: null stands for no bound.
        window = window == int.MaxValue ? 0 : window;
        if (rule != WindowRule.UpperBlocks)
        {
            return [.. Enumerable.Repeat(window, layers)];
        }

        window = config.Flag("use_sliding_window", false) ? window : 0;
        int first = config.Integer("max_window_layers", 0, int.MaxValue, 28);
        ImmutableArray<bool>? types = config.Choices("layer_types", new Dictionary<string, bool>(StringComparer.Ordinal)
        {
            ["full_attention"] = false,
            ["sliding_attention"] = true,
        });
        if (types is { } given && given.Length != layers)
        {
            throw config.Refuse("layer_types", $"a list of {given.Length}", $"one for each of num_hidden_layers, {layers}");
        }

        return [.. Enumerable.Range(0, layers).Select(layer => (types is { } named ? named[layer] : layer >= first) ? window : 0)];
    }
}
