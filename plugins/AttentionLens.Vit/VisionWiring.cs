using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Vit;

/// <summary>Wires a vision transformer from the toolkit's blocks.</summary>
internal sealed class VisionWiring
{
    private static readonly EncoderBlockNames BlockNames = EncoderBlockNames.Bert with
    {
        Query = "attention.attention.query",
        Key = "attention.attention.key",
        Value = "attention.attention.value",
        AttentionNorm = "layernorm_before",
        MlpNorm = "layernorm_after",
    };

    private readonly VisionConfig _config;
    private readonly VisionFamily _family;
    private readonly ModelWiring _wiring;
    private readonly ModelFolder _folder;
    private readonly string _base;

    public VisionWiring(VisionConfig config, VisionFamily family, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _family = family;
        _folder = folder;
        _wiring = new ModelWiring(folder, weights);
        _base = config.Architecture == VisionArchitecture.Headless ? string.Empty : $"{family.Name}.";
    }

    public TransformerModel Wire()
    {
        AddEmbedding();
        for (int layer = 0; layer < _config.Encoder.Layers; layer++)
        {
            _wiring.AddEncoderBlock(layer, $"{_base}encoder.layer.{layer}", BlockNames, _config.Encoder);
        }

        ModelOutput output = AddHead();
        ImageInputSettings inputs = new()
        {
            Channels = _config.Channels,
            PatchSide = _config.PatchSide,
            Leading = [.. _family.Leading.Select(row => row.Token)],
        };
        return _wiring.ToModel(_config.Card, new ImageInputProcessor(_folder, inputs), output);
    }

    private void AddEmbedding()
    {
        WeightSource weights = _wiring.Weights;
        string name = $"{_base}embeddings";
        string projection = $"{name}.patch_embeddings.projection";
        int width = _config.Encoder.Width;
        int positions = _family.Leading.Length + (_config.Rows * _config.Columns);
        _wiring.Add(new PatchEmbedding(
            new LinearLayer(
                weights.Kernel($"{projection}.weight", width, _config.Channels, _config.PatchSide, _config.PatchSide),
                weights.Tensor($"{projection}.bias", WeightRole.Bias, width)),
            [.. _family.Leading.Select(row => weights.Tensor($"{name}.{row.Weight}", WeightRole.Embedding, 1, 1, width))],
            new PositionGrid(
                weights.Tensor($"{name}.position_embeddings", WeightRole.Embedding, 1, positions, width), _config.Rows, _config.Columns),
            PatchEmbeddingSites.Add(_wiring.Sites)));
    }

    private ModelOutput AddHead()
    {
        int first = _wiring.Sites.Count;
        FinalNorm norm = new(
            _wiring.LayerNorm($"{_base}layernorm", _config.Encoder, "ln_final"), _wiring.Sites.Add(HookKind.Norm, "ln_final"));
        switch (_config.Architecture)
        {
            case VisionArchitecture.Classification:
                _wiring.Add(new SequenceHead(Classifier("classifier"), _wiring.AddSequenceLogits()) { FirstSite = first, Norm = norm });
                return ModelOutput.SequenceLogits;
            case VisionArchitecture.DistilledClassification:
                _wiring.Add(new DistilledHead(norm, Classifier("cls_classifier"), Classifier("distillation_classifier"), _wiring.AddSequenceLogits())
                {
                    FirstSite = first,
                });
                return ModelOutput.SequenceLogits;
            default:
                PoolerLayer? pooler = _wiring.Weights.Contains("pooler.dense.weight")
                    ? _wiring.Pooler("pooler.dense", _config.Encoder, _config.PoolerActivation)
                    : null;
                _wiring.Add(new HeadlessStage(pooler) { FirstSite = first, Norm = norm });
                return ModelOutput.HiddenStates;
        }
    }

    private LinearLayer Classifier(string name) =>
        LinearLayer.Read(_wiring.Weights, name, _config.Encoder.Width, _config.Card.Labels.Length);
}
