using AttentionLens.Models;

namespace AttentionLens.Llama;

/// <summary>Wires a model of the family from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class LlamaWiring : CausalWiring
{
    public const string Prefix = "model.";

    private readonly LlamaConfig _config;

    public LlamaWiring(LlamaConfig config, ModelFolder folder, WeightSource weights)
        : base(config.Outline, Prefix, folder, weights) => _config = config;

    protected override string TokenTable => "embed_tokens";

    protected override (Sublayer Sublayer, NormLayer Norm) Attention(int layer)
    {
        string name = $"{Base}layers.{layer}.self_attn";
        LlamaHeads heads = _config.Heads;
        AttentionSettings settings = AttentionSettings.Of(heads.Count, heads.Count * heads.Width) with
        {
            KeyValueHeads = heads.KeyValueCount,
            Reach = AttentionReach.Earlier,
            Window = _config.Windows[layer],
            Rotary = heads.Rotary,
        };
        Sublayer attention = Wiring.Attention(
            layer,
            ($"{name}.q_proj", $"{name}.k_proj", $"{name}.v_proj", $"{name}.o_proj"),
            Card.Width,
            settings,
            heads.HasProjectionBiases,
            heads.HasOutputBias);
        return (attention, Norm($"layers.{layer}.input_layernorm", $"blocks.{layer}.ln1"));
    }

    protected override (Sublayer Sublayer, NormLayer Norm) Mlp(int layer)
    {
        string name = $"{Base}layers.{layer}.mlp";
        Sublayer mlp = Wiring.GatedMlp(
            layer,
            ($"{name}.gate_proj", $"{name}.up_proj", $"{name}.down_proj"),
            Card.Width,
            Card.MlpWidth,
            _config.Activation,
            _config.HasMlpBiases);
        return (mlp, Norm($"layers.{layer}.post_attention_layernorm", $"blocks.{layer}.ln2"));
    }

    protected override NormLayer LastNorm(string operation) => Norm("norm", operation);

    private RmsNormLayer Norm(string name, string operation) =>
        RmsNormLayer.Read(Wiring.Weights, $"{Base}{name}", Card.Width, _config.Epsilon, operation);
}
