using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bart;

/// <summary>Wires a BART or a Marian from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class BartWiring
{
    /// <summary>The row of a learned position table that the first place gets.</summary>
    public const int FirstRow = 2;

    private const float Epsilon = 1e-5f;
    private static readonly string[] Output = ["lm_head.weight"];
    private readonly BartConfig _config;
    private readonly ModelWiring _wiring;
    private readonly ModelFolder _folder;
    private readonly string _base;

    public BartWiring(BartConfig config, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _folder = folder;
        _wiring = new ModelWiring(folder, weights);
        _base = config.IsGenerating ? BartVariant.BasePrefix : string.Empty;
    }

    public TransformerModel Wire()
    {
        TensorParameter tokens = _wiring.SharedEmbedding(
            $"{_base}shared.weight",
            _config.Vocabulary,
            _config.Width,
            [$"{_base}encoder.embed_tokens.weight", $"{_base}decoder.embed_tokens.weight", .. _config.TiesEmbeddings ? Output : []]);
        AddStack(_config.Encoder, tokens);
        AddStack(_config.Decoder, tokens);
        ModelOutput output = AddHead(tokens);
        return _wiring.ToModel(_config.Card, new EncoderDecoderInputProcessor(_folder, _config.Inputs, _config.StartId), output);
    }

    private void AddStack(BartStack stack, TensorParameter tokens)
    {
        string name = $"{_base}{stack.Name}";
        _wiring.Sites.Stack = stack.Name;
        _wiring.Add(new TokenEmbedding(
            _wiring.Sites.InStack("embed"), tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes: false, hasPositions: true))
        {
            BeginsDecoder = stack.IsDecoder,
            Scale = _config.ScalesEmbeddings ? MathF.Sqrt(_config.Width) : 1,
            Positions = Positions(name),
            Norm = _config.Variant.NormalizesEmbeddings ? Norm($"{name}.layernorm_embedding", "embed.ln") : null,
        });
        for (int layer = 0; layer < stack.Layers; layer++)
        {
            AddBlock(layer, $"{name}.layers.{layer}", stack);
        }
    }

    private PositionSource Positions(string stack) => _config.Variant.LearnsPositions
        ? new PositionEmbedding(
            _wiring.Weights.Tensor(
                $"{stack}.embed_positions.weight", WeightRole.Embedding, _config.Positions + FirstRow, _config.Width),
            PositionRule.Place)
        {
            Offset = FirstRow,
        }
        : new SinusoidalPositions();

    private void AddBlock(int layer, string name, BartStack stack)
    {
        (Sublayer, NormLayer) Self() => (
            Attention(layer, $"{name}.self_attn", stack, stack.IsDecoder ? AttentionReach.Earlier : AttentionReach.Everything),
            Norm($"{name}.self_attn_layer_norm", $"blocks.{layer}.ln1"));
        (Sublayer, NormLayer) Cross() => (
            Attention(layer, $"{name}.encoder_attn", stack, AttentionReach.Encoder),
            Norm($"{name}.encoder_attn_layer_norm", $"blocks.{layer}.ln_cross"));
        (Sublayer, NormLayer) Mlp() => (
            _wiring.Mlp(layer, ($"{name}.fc1", $"{name}.fc2"), _config.Width, stack.MlpWidth, _config.Activation),
            Norm($"{name}.final_layer_norm", $"blocks.{layer}.ln2"));
        _wiring.AddBlock(layer, NormPlacement.AfterSum, stack.IsDecoder ? [Self, Cross, Mlp] : [Self, Mlp]);
    }

    private Sublayer Attention(int layer, string name, BartStack stack, AttentionReach reach) => _wiring.Attention(
        layer,
        ($"{name}.q_proj", $"{name}.k_proj", $"{name}.v_proj", $"{name}.out_proj"),
        _config.Width,
        AttentionSettings.Of(stack.Heads, _config.Width) with { Reach = reach });

    private ModelOutput AddHead(TensorParameter tokens)
    {
        const string Bias = "final_logits_bias";
        int first = _wiring.Sites.Count;
        if (!_config.IsGenerating)
        {
            _wiring.Add(new HeadlessStage(null) { FirstSite = first });
            return ModelOutput.HiddenStates;
        }

        MatrixParameter unembedding = _wiring.Unembedding("lm_head", tokens, _config.TiesEmbeddings);
        TensorParameter? bias = _wiring.Weights.Contains(Bias)
            ? _wiring.Weights.Tensor(Bias, WeightRole.Bias, 1, _config.Vocabulary)
            : null;
        _wiring.Add(new PositionHead(new LinearLayer(unembedding, bias), _wiring.AddPositionLogits()) { FirstSite = first });
        return ModelOutput.PositionLogits;
    }

    private LayerNormLayer Norm(string name, string operation) =>
        LayerNormLayer.Read(_wiring.Weights, name, _config.Width, Epsilon, _wiring.Sites.InStack(operation));
}
