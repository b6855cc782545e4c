using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Llama;

/// <summary>Wires a model of the family from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class LlamaWiring
{
    /// <summary>What stands before the base model's weights where a head stands on it.</summary>
    public const string Prefix = "model.";

    private readonly LlamaConfig _config;
    private readonly ModelCard _card;
    private readonly ModelWiring _wiring;
    private readonly string _base;

    public LlamaWiring(LlamaConfig config, ModelWiring wiring)
    {
        _config = config;
        _card = config.Card;
        _wiring = wiring;
        _base = config.Architecture == CausalArchitecture.Headless ? string.Empty : Prefix;
    }

    public TransformerModel Wire(ModelFolder folder)
    {
        TensorParameter tokens = _wiring.Weights.Tensor(
            $"{_base}embed_tokens.weight", WeightRole.Embedding, _card.VocabularySize, _card.Width);
        _wiring.Add(new TokenEmbedding("embed", tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes: false, hasPositions: false)));
        for (int layer = 0; layer < _card.Layers; layer++)
        {
            AddBlock(layer, $"layers.{layer}");
        }

        NormLayer norm = Norm("norm", "ln_final");
        ModelOutput output = new CausalHead
        {
            Architecture = _config.Architecture,
            Tokens = tokens,
            TiesEmbeddings = _config.TiesEmbeddings,
            Classes = _card.Labels.Length,
        }.Wire(_wiring, norm);
        return _wiring.ToModel(_card, new TextInputProcessor(folder, _config.Inputs), output);
    }

    private void AddBlock(int layer, string name) => _wiring.AddBlock(
        layer,
        NormPlacement.BeforeSublayer,
        () => (Attention(layer, $"{_base}{name}.self_attn"), Norm($"{name}.input_layernorm", $"blocks.{layer}.ln1")),
        () => (Mlp(layer, $"{_base}{name}.mlp"), Norm($"{name}.post_attention_layernorm", $"blocks.{layer}.ln2")));

    private AttentionLayer Attention(int layer, string name)
    {
        LlamaHeads heads = _config.Heads;
        AttentionSettings settings = AttentionSettings.Of(heads.Count, heads.Count * heads.Width) with
        {
            KeyValueHeads = heads.KeyValueCount,
            Reach = AttentionReach.Earlier,
            Window = _config.Windows[layer],
            Rotary = heads.Rotary,
        };
        return _wiring.Attention(
            layer,
            ($"{name}.q_proj", $"{name}.k_proj", $"{name}.v_proj", $"{name}.o_proj"),
            _card.Width,
            settings,
            heads.HasProjectionBiases,
            heads.HasOutputBias);
    }

    private GatedMlpLayer Mlp(int layer, string name) => _wiring.GatedMlp(
        layer,
        ($"{name}.gate_proj", $"{name}.up_proj", $"{name}.down_proj"),
        _card.Width,
        _card.MlpWidth,
        _config.Activation,
        _config.HasMlpBiases);

    private RmsNormLayer Norm(string name, string operation) =>
        RmsNormLayer.Read(_wiring.Weights, $"{_base}{name}", _card.Width, _config.Epsilon, operation);
}
