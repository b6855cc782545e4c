using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert;

/// <summary>Wires a BERT from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class BertWiring
{
    private readonly BertConfig _config;
    private readonly ModelWiring _wiring;
    private readonly ModelFolder _folder;
    private readonly string _base;

    public BertWiring(BertConfig config, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _folder = folder;
        _wiring = new ModelWiring(folder, weights);
        _base = config.Architecture == BertArchitecture.Headless ? string.Empty : "bert.";
    }

    public TransformerModel Wire()
    {
        TensorParameter tokens = _wiring.Weights.Tensor(
            $"{_base}embeddings.word_embeddings.weight", WeightRole.Embedding, _config.Vocabulary, _config.Width);
        AddEmbedding(tokens);
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            AddBlock(layer);
        }

        ModelOutput output = AddHead(tokens);
        return _wiring.ToModel(_config.Card, new TextInputProcessor(_folder, _config.Inputs), output);
    }

    private void AddEmbedding(TensorParameter tokens)
    {
        string name = $"{_base}embeddings";
        _wiring.Add(new TokenEmbedding("embed", tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes: true, hasPositions: true))
        {
            Types = _wiring.Weights.Tensor(
                $"{name}.token_type_embeddings.weight", WeightRole.Embedding, _config.TokenTypes, _config.Width),
            Positions = new PositionEmbedding(
                _wiring.Weights.Tensor($"{name}.position_embeddings.weight", WeightRole.Embedding, _config.Positions, _config.Width),
                PositionRule.Place),
            Norm = Norm($"{name}.LayerNorm", "embed.ln"),
        });
    }

    private void AddBlock(int layer)
    {
        string name = $"{_base}encoder.layer.{layer}";
        string self = $"{name}.attention.self";
        int width = _config.Width;
        _wiring.AddBlock(
            layer,
            NormPlacement.AfterSum,
            () => (
                _wiring.Attention(
                    layer,
                    ($"{self}.query", $"{self}.key", $"{self}.value", $"{name}.attention.output.dense"),
                    width,
                    AttentionSettings.Of(_config.Heads, width)),
                Norm($"{name}.attention.output.LayerNorm", $"blocks.{layer}.ln1")),
            () => (
                _wiring.Mlp(layer, ($"{name}.intermediate.dense", $"{name}.output.dense"), width, _config.MlpWidth, _config.Activation),
                Norm($"{name}.output.LayerNorm", $"blocks.{layer}.ln2")));
    }

    private ModelOutput AddHead(TensorParameter tokens)
    {
        int first = _wiring.Sites.Count;
        switch (_config.Architecture)
        {
            case BertArchitecture.SequenceClassification:
                PoolerLayer pooler = Pooler();
                _wiring.Add(new SequenceHead(Classifier("classifier"), _wiring.AddSequenceLogits()) { FirstSite = first, Pooler = pooler });
                return ModelOutput.SequenceLogits;
            case BertArchitecture.TokenClassification or BertArchitecture.QuestionAnswering:
                string name = _config.Architecture == BertArchitecture.TokenClassification ? "classifier" : "qa_outputs";
                _wiring.Add(new PositionHead(Classifier(name), _wiring.AddPositionLogits()) { FirstSite = first });
                return ModelOutput.PositionLogits;
            case BertArchitecture.MaskedLanguage:
                AddMaskedLanguageHead(tokens, first);
                return ModelOutput.PositionLogits;
            default:
                _wiring.Add(new HeadlessStage(_wiring.Weights.Contains("pooler.dense.weight") ? Pooler() : null) { FirstSite = first });
                return ModelOutput.HiddenStates;
        }
    }

    private void AddMaskedLanguageHead(TensorParameter tokens, int first)
    {
        const string Name = "cls.predictions";
        WeightSource weights = _wiring.Weights;
        LinearLayer dense = LinearLayer.Read(weights, $"{Name}.transform.dense", _config.Width, _config.Width);
        LayerNormLayer norm = Norm($"{Name}.transform.LayerNorm", "head.ln");
        TensorParameter bias = weights.Tensor($"{Name}.bias", WeightRole.Bias, _config.Vocabulary);
        MatrixParameter decoder = _wiring.Unembedding($"{Name}.decoder", tokens, _config.TiesEmbeddings);
        weights.AllowCopy($"{Name}.decoder.bias", bias.Name);
        _wiring.Add(new MaskedLanguageHead(dense, _config.Activation, norm, new LinearLayer(decoder, bias), _wiring.AddPositionLogits())
        {
            FirstSite = first,
        });
    }

    private PoolerLayer Pooler() => new(
        LinearLayer.Read(_wiring.Weights, $"{_base}pooler.dense", _config.Width, _config.Width), _wiring.Sites.Add(HookKind.Pooled, "pooled"));

    private LinearLayer Classifier(string name) => LinearLayer.Read(_wiring.Weights, name, _config.Width, _config.Labels.Length);

    private LayerNormLayer Norm(string name, string operation) =>
        LayerNormLayer.Read(_wiring.Weights, name, _config.Width, _config.Epsilon, operation);
}
