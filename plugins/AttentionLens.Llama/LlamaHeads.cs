using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Llama;

/// <summary>The heads of a configuration: how many, how wide, how they share keys and values, how they are rotated.</summary>
internal sealed record LlamaHeads
{
    private const int Most = 1 << 24;

    /// <summary>The number of query heads.</summary>
    public required int Count { get; init; }

    public required int KeyValueCount { get; init; }

    public required int Width { get; init; }

    public required RotaryTable Rotary { get; init; }

    /// <summary>Whether W_Q, W_K and W_V have biases.</summary>
    public required bool HasProjectionBiases { get; init; }

    /// <summary>Whether W_O has one.</summary>
    public required bool HasOutputBias { get; init; }

    public static LlamaHeads Read(ModelConfig config, LlamaVariant variant, int width)
    {
        int heads = config.Integer("num_attention_heads", 1, Most);
        int? usual = config.Has("num_key_value_heads") ? null : variant.KeyValueHeads;
        int keyValueHeads = config.Integer("num_key_value_heads", 1, Most, usual ?? heads);
        if (heads % keyValueHeads != 0)
        {
            throw config.Refuse("num_key_value_heads", $"{keyValueHeads}", $"a divisor of num_attention_heads, {heads}");
        }

        bool hasBiases = variant.HasOptionalBiases && config.Flag("attention_bias", false);
        int headWidth = ReadWidth(config, width, heads);
        return new LlamaHeads
        {
            Count = heads,
            KeyValueCount = keyValueHeads,
            Width = headWidth,
            Rotary = RotaryScaling.Read(config, headWidth),
            HasProjectionBiases = hasBiases || variant.HasProjectionBiases,
            HasOutputBias = hasBiases,
        };
    }

    private static int ReadWidth(ModelConfig config, int width, int heads)
    {
        int? even = width % heads == 0 ? Math.Max(1, width / heads) : null;
        int headWidth = config.Integer("head_dim", 1, Most, even);
        if (headWidth % 2 != 0 || (long)heads * headWidth > Most)
        {
            throw config.Refuse(
                "head_dim", $"{headWidth} for {heads} heads", $"an even number, as components are rotated in pairs, and at most {Most} for all heads");
        }

        return headWidth;
    }
}
