using AttentionLens.Models;

namespace AttentionLens.Bart;

/// <summary>The configuration of one stack.</summary>
internal sealed record BartStack
{
    private const int Most = 1 << 24;

    public required string Name { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int MlpWidth { get; init; }

    public bool IsDecoder => Name == "decoder";

    public static BartStack Read(ModelConfig config, string name, int width)
    {
        config.Ignore($"{name}_layerdrop");
        return new BartStack
        {
            Name = name,
            Layers = config.Integer($"{name}_layers", 0, 1 << 12),
            Heads = config.Heads($"{name}_attention_heads", width, "d_model"),
            MlpWidth = config.Integer($"{name}_ffn_dim", 1, Most),
        };
    }
}
