using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Gpt2;

/// <summary>Wires a GPT-2 from the toolkit's blocks, under the names that its checkpoints use. Their matrices are [input, output].</summary>
internal sealed class Gpt2Wiring : CausalWiring
{
    public const string Prefix = "transformer.";

    private readonly Gpt2Config _config;

    public Gpt2Wiring(Gpt2Config config, ModelFolder folder, WeightSource weights)
        : base(config.Outline, Prefix, folder, weights) => _config = config;

    protected override string TokenTable => "wte";

    protected override PositionEmbedding Positions() => new(Table("wpe", _config.Outline.Inputs.MaxPositions), PositionRule.FromStart);

    protected override (Sublayer Sublayer, NormLayer Norm) Attention(int layer)
    {
        string name = $"{Base}h.{layer}.attn";
        Sublayer attention = Wiring.Attention(
            layer,
            AttentionSettings.Of(Card.Heads, Card.Width) with { Reach = AttentionReach.Earlier, Scale = ScaleOf(layer) },
            (left, operation) => new JointProjection(
                LinearLayer.Read(Wiring.Weights, $"{name}.c_attn", Card.Width, 3 * left.Heads * left.HeadWidth, order: WeightOrder.InputMajor), operation),
            $"{name}.c_proj",
            Card.Width,
            WeightOrder.InputMajor);
        return (attention, Norm($"h.{layer}.ln_1", $"blocks.{layer}.ln1"));
    }

    protected override (Sublayer Sublayer, NormLayer Norm) Mlp(int layer)
    {
        string name = $"{Base}h.{layer}.mlp";
        Sublayer mlp = Wiring.Mlp(
            layer, ($"{name}.c_fc", $"{name}.c_proj"), Card.Width, Card.MlpWidth, _config.Activation, WeightOrder.InputMajor);
        return (mlp, Norm($"h.{layer}.ln_2", $"blocks.{layer}.ln2"));
    }

    protected override NormLayer LastNorm(string operation) => Norm("ln_f", operation);

    private float ScaleOf(int layer)
    {
        double scale = _config.ScalesByWidth ? 1 / Math.Sqrt(Card.HeadWidth) : 1;
        return (float)(_config.ScalesByLayer ? scale / (layer + 1) : scale);
    }

    private LayerNormLayer Norm(string name, string operation) =>
        LayerNormLayer.Read(Wiring.Weights, $"{Base}{name}", Card.Width, _config.Epsilon, operation);
}
