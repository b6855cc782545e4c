using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Gpt2;

/// <summary>Wires a GPT-2 from the toolkit's blocks, under the names that its checkpoints use. Their matrices are [input, output].</summary>
internal sealed class Gpt2Wiring
{
    /// <summary>What stands before the base model's weights where a head stands on it.</summary>
    public const string Prefix = "transformer.";

    private readonly Gpt2Config _config;
    private readonly ModelCard _card;
    private readonly ModelWiring _wiring;
    private readonly string _base;

    public Gpt2Wiring(Gpt2Config config, ModelWiring wiring)
    {
        _config = config;
        _card = config.Card;
        _wiring = wiring;
        _base = config.Architecture == CausalArchitecture.Headless ? string.Empty : Prefix;
    }

    public TransformerModel Wire(ModelFolder folder)
    {
        TensorParameter tokens = Table("wte", _card.VocabularySize);
        _wiring.Add(new TokenEmbedding("embed", tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes: false, hasPositions: true))
        {
            Positions = new PositionEmbedding(Table("wpe", _config.Inputs.MaxPositions), PositionRule.FromStart),
        });
        for (int layer = 0; layer < _card.Layers; layer++)
        {
            AddBlock(layer);
        }

        CausalHead head = new()
        {
            Architecture = _config.Architecture,
            Tokens = tokens,
            TiesEmbeddings = _config.TiesEmbeddings,
            Classes = _card.Labels.Length,
        };
        ModelOutput output = head.Wire(_wiring, Norm("ln_f", "ln_final"));
        return _wiring.ToModel(_card, new TextInputProcessor(folder, _config.Inputs), output);
    }

    private void AddBlock(int layer)
    {
        string name = $"h.{layer}";
        _wiring.AddBlock(
            layer,
            NormPlacement.BeforeSublayer,
            () => (Attention(layer, $"{_base}{name}.attn"), Norm($"{name}.ln_1", $"blocks.{layer}.ln1")),
            () => (Mlp(layer, $"{_base}{name}.mlp"), Norm($"{name}.ln_2", $"blocks.{layer}.ln2")));
    }

    private AttentionLayer Attention(int layer, string name)
    {
        string operation = AttentionSites.NameOf(layer, AttentionReach.Earlier);
        AttentionSettings settings = AttentionSettings.Of(_card.Heads, _card.Width) with { Reach = AttentionReach.Earlier, Scale = ScaleOf(layer) };
        return new AttentionLayer(
            new JointProjection(Linear($"{name}.c_attn", 3 * _card.Width), operation),
            Linear($"{name}.c_proj", _card.Width),
            settings,
            AttentionSites.Add(_wiring.Sites, layer, settings.Reach),
            operation);
    }

    private MlpLayer Mlp(int layer, string name) => _wiring.Mlp(
        layer, ($"{name}.c_fc", $"{name}.c_proj"), _card.Width, _card.MlpWidth, _config.Activation, WeightOrder.InputMajor);

    private float ScaleOf(int layer)
    {
        double scale = _config.ScalesByWidth ? 1 / Math.Sqrt(_card.HeadWidth) : 1;
        return (float)(_config.ScalesByLayer ? scale / (layer + 1) : scale);
    }

    private LinearLayer Linear(string name, int outputs) =>
        LinearLayer.Read(_wiring.Weights, name, _card.Width, outputs, order: WeightOrder.InputMajor);

    private LayerNormLayer Norm(string name, string operation) =>
        LayerNormLayer.Read(_wiring.Weights, $"{_base}{name}", _card.Width, _config.Epsilon, operation);

    private TensorParameter Table(string name, int entries) =>
        _wiring.Weights.Tensor($"{_base}{name}.weight", WeightRole.Embedding, entries, _card.Width);
}
