using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.T5;

/// <summary>Wires a T5 from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class T5Wiring
{
    private static readonly string[] Output = ["lm_head.weight"];
    private readonly T5Config _config;
    private readonly ModelWiring _wiring;
    private readonly ModelFolder _folder;

    public T5Wiring(T5Config config, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _folder = folder;
        _wiring = new ModelWiring(folder, weights);
    }

    public TransformerModel Wire()
    {
        TensorParameter tokens = _wiring.SharedEmbedding(
            "shared.weight",
            _config.Vocabulary,
            _config.Width,
            ["encoder.embed_tokens.weight", "decoder.embed_tokens.weight", .. _config.TiesEmbeddings ? Output : []]);
        if (_config.Architecture == T5Architecture.EncoderAlone)
        {
            AddStack("encoder", tokens);
            AddEnd("encoder");
            return _wiring.ToModel(_config.Card, new TextInputProcessor(_folder, _config.Inputs), ModelOutput.HiddenStates);
        }

        _wiring.Sites.Stack = "encoder";
        AddStack("encoder", tokens);
        _wiring.Add(new NormStage(_wiring.Sites.InStack("ln_final"), FinalNorm("encoder")));
        _wiring.Sites.Stack = "decoder";
        AddStack("decoder", tokens);
        ModelOutput output = _config.Architecture == T5Architecture.Headless ? AddEnd("decoder") : AddHead(tokens);
        return _wiring.ToModel(_config.Card, new EncoderDecoderInputProcessor(_folder, _config.Inputs, _config.StartId), output);
    }

    private void AddStack(string stack, TensorParameter tokens)
    {
        bool isDecoder = stack == "decoder";
        _wiring.Add(new TokenEmbedding(
            _wiring.Sites.InStack("embed"), tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes: false, hasPositions: false))
        {
            BeginsDecoder = isDecoder,
        });
        int layers = isDecoder ? _config.DecoderLayers : _config.EncoderLayers;
        if (layers == 0)
        {
            return;
        }

        RelativeBias bias = new(
            _wiring.Weights.Tensor(
                $"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", WeightRole.Embedding, _config.Buckets, _config.Heads),
            _config.LongestDistance,
            bothDirections: !isDecoder);
        for (int layer = 0; layer < layers; layer++)
        {
            AddBlock(layer, $"{stack}.block.{layer}.layer", isDecoder, bias);
        }
    }

    private void AddBlock(int layer, string name, bool isDecoder, RelativeBias bias)
    {
        AttentionSettings settings = new()
        {
            Heads = _config.Heads,
            KeyValueHeads = _config.Heads,
            HeadWidth = _config.HeadWidth,
            Scale = 1,
        };
        AttentionReach own = isDecoder ? AttentionReach.Earlier : AttentionReach.Everything;
        (Sublayer, NormLayer) Self() => (
            Attention(layer, $"{name}.0.SelfAttention", settings with { Reach = own, Bias = bias }),
            Norm($"{name}.0.layer_norm", $"blocks.{layer}.ln1"));
        (Sublayer, NormLayer) Cross() => (
            Attention(layer, $"{name}.1.EncDecAttention", settings with { Reach = AttentionReach.Encoder }),
            Norm($"{name}.1.layer_norm", $"blocks.{layer}.ln_cross"));
        string last = $"{name}.{(isDecoder ? 2 : 1)}";
        (Sublayer, NormLayer) Last() => (Mlp(layer, $"{last}.DenseReluDense"), Norm($"{last}.layer_norm", $"blocks.{layer}.ln2"));
        _wiring.AddBlock(layer, NormPlacement.BeforeSublayer, isDecoder ? [Self, Cross, Last] : [Self, Last]);
    }

    private Sublayer Attention(int layer, string name, AttentionSettings settings) => _wiring.Attention(
        layer, ($"{name}.q", $"{name}.k", $"{name}.v", $"{name}.o"), _config.Width, settings, hasBias: false, hasOutputBias: false);

    private Sublayer Mlp(int layer, string name) => _config.Mlp.IsGated
        ? _wiring.GatedMlp(layer, ($"{name}.wi_0", $"{name}.wi_1", $"{name}.wo"), _config.Width, _config.Mlp.Width, _config.Mlp.Activation, hasBias: false)
        : _wiring.Mlp(layer, ($"{name}.wi", $"{name}.wo"), _config.Width, _config.Mlp.Width, _config.Mlp.Activation, hasBias: false);

    private ModelOutput AddEnd(string stack)
    {
        FinalNorm norm = FinalNorm(stack);
        _wiring.Add(new HeadlessStage(null) { FirstSite = norm.Site, Norm = norm });
        return ModelOutput.HiddenStates;
    }

    private ModelOutput AddHead(TensorParameter tokens)
    {
        MatrixParameter unembedding = _wiring.Unembedding("lm_head", tokens, _config.TiesEmbeddings);
        FinalNorm norm = FinalNorm("decoder");
        _wiring.Add(new PositionHead(new LinearLayer(unembedding, null), _wiring.AddPositionLogits())
        {
            FirstSite = norm.Site,
            Norm = norm,
            Scale = _config.TiesEmbeddings ? 1 / MathF.Sqrt(_config.Width) : 1,
        });
        return ModelOutput.PositionLogits;
    }

    private FinalNorm FinalNorm(string stack) =>
        new(Norm($"{stack}.final_layer_norm", "ln_final"), _wiring.Sites.Add(HookKind.Norm, "ln_final"));

    private RmsNormLayer Norm(string name, string operation) =>
        RmsNormLayer.Read(_wiring.Weights, name, _config.Width, _config.Epsilon, _wiring.Sites.InStack(operation));
}
