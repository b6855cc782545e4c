using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert;

/// <summary>Wires a BERT from the toolkit's blocks, under the names that its checkpoints use.</summary>
internal sealed class BertWiring
{
    private readonly BertConfig _config;
    private readonly ModelFolder _folder;
    private readonly WeightSource _weights;
    private readonly HookSites _sites = new();
    private readonly string _base;

    public BertWiring(BertConfig config, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _folder = folder;
        _weights = weights;
        _base = config.Architecture == BertArchitecture.Headless ? string.Empty : "bert.";
    }

    public TransformerModel Wire()
    {
        ImmutableArray<Stage>.Builder stages = ImmutableArray.CreateBuilder<Stage>();
        TensorParameter tokens = _weights.Tensor(
            $"{_base}embeddings.word_embeddings.weight", WeightRole.Embedding, _config.Vocabulary, _config.Width);
        stages.Add(Embedding(tokens));
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            stages.Add(Block(layer));
        }

        stages.Add(Head(tokens, out TensorSpec output));
        return new TransformerModel(
            Card(), _sites.ToCatalog(), new TextInputProcessor(_folder, Inputs()), stages.DrainToImmutable(), _weights.Parameters, output);
    }

    private SegmentEmbedding Embedding(TensorParameter tokens)
    {
        string name = $"{_base}embeddings";
        return new SegmentEmbedding(
            tokens,
            _weights.Tensor($"{name}.token_type_embeddings.weight", WeightRole.Embedding, _config.TokenTypes, _config.Width),
            _weights.Tensor($"{name}.position_embeddings.weight", WeightRole.Embedding, _config.Positions, _config.Width),
            Norm($"{name}.LayerNorm", "embed.ln"),
            SegmentEmbeddingSites.Add(_sites))
        {
            FirstSite = 0,
        };
    }

    private PostNormBlock Block(int layer)
    {
        string name = $"{_base}encoder.layer.{layer}";
        string self = $"{name}.attention.self";
        int width = _config.Width;
        int before = _sites.Add(HookKind.ResidualPre, $"blocks.{layer}.resid_pre", layer);
        AttentionLayer attention = new(
            LinearLayer.Read(_weights, $"{self}.query", width, width),
            LinearLayer.Read(_weights, $"{self}.key", width, width),
            LinearLayer.Read(_weights, $"{self}.value", width, width),
            LinearLayer.Read(_weights, $"{name}.attention.output.dense", width, width),
            _config.Heads,
            AttentionSites.Add(_sites, layer),
            $"blocks.{layer}.attn");
        LayerNormLayer attentionNorm = Norm($"{name}.attention.output.LayerNorm", $"blocks.{layer}.ln1");
        int middle = _sites.Add(HookKind.ResidualMid, $"blocks.{layer}.resid_mid", layer);
        MlpLayer mlp = new(
            LinearLayer.Read(_weights, $"{name}.intermediate.dense", width, _config.MlpWidth),
            LinearLayer.Read(_weights, $"{name}.output.dense", _config.MlpWidth, width),
            _config.Activation,
            MlpSites.Add(_sites, layer),
            $"blocks.{layer}.mlp");
        LayerNormLayer mlpNorm = Norm($"{name}.output.LayerNorm", $"blocks.{layer}.ln2");
        int after = _sites.Add(HookKind.ResidualPost, $"blocks.{layer}.resid_post", layer);
        return new PostNormBlock(layer, attention, attentionNorm, mlp, mlpNorm, new ResidualSites(before, middle, after)) { FirstSite = before };
    }

    private Stage Head(TensorParameter tokens, out TensorSpec output)
    {
        output = HookSites.SpecOf(HookKind.Logits);
        int first = _sites.Count;
        switch (_config.Architecture)
        {
            case BertArchitecture.SequenceClassification:
                output = new TensorSpec([Axis.Batch, Axis.Class], output.Unit);
                PoolerLayer pooler = Pooler();
                return new SequenceClassifierHead(pooler, Classifier("classifier"), _sites.Add(HookKind.Logits, "logits", output)) { FirstSite = first };
            case BertArchitecture.TokenClassification:
                return new PositionClassifierHead(Classifier("classifier"), _sites.Add(HookKind.Logits, "logits")) { FirstSite = first };
            case BertArchitecture.QuestionAnswering:
                return new PositionClassifierHead(Classifier("qa_outputs"), _sites.Add(HookKind.Logits, "logits")) { FirstSite = first };
            case BertArchitecture.MaskedLanguage:
                return MaskedLanguage(tokens, first);
            default:
                output = HookSites.SpecOf(HookKind.ResidualPost);
                return new HeadlessStage(_weights.Contains("pooler.dense.weight") ? Pooler() : null) { FirstSite = first };
        }
    }

    private MaskedLanguageHead MaskedLanguage(TensorParameter tokens, int first)
    {
        const string Name = "cls.predictions";
        LinearLayer dense = LinearLayer.Read(_weights, $"{Name}.transform.dense", _config.Width, _config.Width);
        LayerNormLayer norm = Norm($"{Name}.transform.LayerNorm", "head.ln");
        TensorParameter bias = _weights.Tensor($"{Name}.bias", WeightRole.Bias, _config.Vocabulary);
        MatrixParameter decoder = _config.TiesEmbeddings
            ? _weights.Tied(tokens)
            : _weights.Matrix($"{Name}.decoder.weight", _config.Width, _config.Vocabulary);
        if (_config.TiesEmbeddings)
        {
            _weights.AllowCopy($"{Name}.decoder.weight", tokens.Name);
        }

        _weights.AllowCopy($"{Name}.decoder.bias", bias.Name);
        return new MaskedLanguageHead(
            dense, _config.Activation, norm, new LinearLayer(decoder, bias), _sites.Add(HookKind.Logits, "logits"))
        { FirstSite = first };
    }

    private PoolerLayer Pooler() => new(
        LinearLayer.Read(_weights, $"{_base}pooler.dense", _config.Width, _config.Width), _sites.Add(HookKind.Pooled, "pooled"));

    private LinearLayer Classifier(string name) => LinearLayer.Read(_weights, name, _config.Width, _config.Labels.Length);

    private LayerNormLayer Norm(string name, string operation) =>
        LayerNormLayer.Read(_weights, name, _config.Width, _config.Epsilon, operation);

    private TextInputSettings Inputs() => new()
    {
        VocabularySize = _config.Vocabulary,
        TokenTypes = _config.TokenTypes,
        MaxPositions = _config.Positions,
        PaddingId = _config.PaddingId,
    };

    private ModelCard Card() => new()
    {
        Name = _folder.Name,
        Family = "bert",
        Architecture = _config.ArchitectureName,
        Layers = _config.Layers,
        Heads = _config.Heads,
        Width = _config.Width,
        HeadWidth = _config.Width / _config.Heads,
        MlpWidth = _config.MlpWidth,
        VocabularySize = _config.Vocabulary,
        MaxPositions = _config.Positions,
        ParameterCount = _weights.Parameters.Where(parameter => parameter.Owner == parameter).Sum(parameter => (long)parameter.Length),
        Labels = _config.Labels,
        Caveats = _config.Caveats,
    };
}
