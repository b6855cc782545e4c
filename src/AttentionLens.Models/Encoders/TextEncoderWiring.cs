using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Wires an encoder that reads text: BERT and the families that came from it.</summary>
internal sealed class TextEncoderWiring
{
    private readonly TextEncoderConfig _config;
    private readonly TextEncoderNames _names;
    private readonly ModelWiring _wiring;
    private readonly ModelFolder _folder;
    private readonly string _base;

    public TextEncoderWiring(TextEncoderConfig config, TextEncoderNames names, ModelFolder folder, WeightSource weights)
    {
        _config = config;
        _names = names;
        _folder = folder;
        _wiring = new ModelWiring(folder, weights);
        _base = config.Architecture == TextEncoderArchitecture.Headless ? string.Empty : names.Prefix;
    }

    private int Width => _config.Encoder.Width;

    public TransformerModel Wire()
    {
        bool hasTypes = _config.TokenTypes > 0;
        TensorParameter tokens = Table("word_embeddings", _config.Vocabulary);
        _wiring.Add(new TokenEmbedding("embed", tokens, TokenEmbeddingSites.Add(_wiring.Sites, hasTypes, hasPositions: true))
        {
            Types = hasTypes ? Table("token_type_embeddings", _config.TokenTypes) : null,
            Positions = new PositionEmbedding(Table("position_embeddings", _config.PositionRows), _config.PositionRule)
            {
                Offset = _config.PositionOffset,
                PaddingId = _config.PaddingId,
            },
            Norm = _wiring.LayerNorm($"{_base}embeddings.LayerNorm", _config.Encoder, "embed.ln"),
        });
        for (int layer = 0; layer < _config.Encoder.Layers; layer++)
        {
            _wiring.AddEncoderBlock(layer, $"{_base}{_names.Blocks}.{layer}", _names.Block, _config.Encoder);
        }

        ModelOutput output = AddHead(tokens);
        return _wiring.ToModel(_config.Card, new TextInputProcessor(_folder, _config.Inputs), output);
    }

    private TensorParameter Table(string name, int rows) =>
        _wiring.Weights.Tensor($"{_base}embeddings.{name}.weight", WeightRole.Embedding, rows, Width);

    private ModelOutput AddHead(TensorParameter tokens)
    {
        int first = _wiring.Sites.Count;
        switch (_config.Architecture)
        {
            case TextEncoderArchitecture.SequenceClassification:
                SequenceClassifierNames names = _names.SequenceClassifier;
                PoolerLayer pooler = _wiring.Pooler(names.Dense, _config.Encoder, names.Activation);
                _wiring.Add(new SequenceHead(Classifier(names.Classifier), _wiring.AddSequenceLogits()) { FirstSite = first, Pooler = pooler });
                return ModelOutput.SequenceLogits;
            case TextEncoderArchitecture.TokenClassification or TextEncoderArchitecture.QuestionAnswering:
                string name = _config.Architecture == TextEncoderArchitecture.TokenClassification ? "classifier" : "qa_outputs";
                _wiring.Add(new PositionHead(Classifier(name), _wiring.AddPositionLogits()) { FirstSite = first });
                return ModelOutput.PositionLogits;
            case TextEncoderArchitecture.MaskedLanguage:
                AddMaskedLanguageHead(tokens, first);
                return ModelOutput.PositionLogits;
            default:
                bool hasPooler = _names.Pooler is { } layer && _wiring.Weights.Contains($"{layer}.weight");
                _wiring.Add(new HeadlessStage(hasPooler ? _wiring.Pooler(_names.Pooler!, _config.Encoder) : null) { FirstSite = first });
                return ModelOutput.HiddenStates;
        }
    }

    private void AddMaskedLanguageHead(TensorParameter tokens, int first)
    {
        MaskedLanguageNames names = _names.MaskedLanguage;
        WeightSource weights = _wiring.Weights;
        LinearLayer dense = LinearLayer.Read(weights, names.Dense, Width, Width);
        LayerNormLayer norm = _wiring.LayerNorm(names.Norm, _config.Encoder, "head.ln");
        TensorParameter bias = weights.Tensor(names.Bias, WeightRole.Bias, _config.Vocabulary);
        MatrixParameter decoder = _wiring.Unembedding(names.Decoder, tokens, _config.TiesEmbeddings);
        if (names.Bias != $"{names.Decoder}.bias")
        {
            weights.AllowCopy($"{names.Decoder}.bias", bias.Name);
        }

        ActivationKind activation = names.Activation ?? _config.Encoder.Activation;
        _wiring.Add(new MaskedLanguageHead(dense, activation, norm, new LinearLayer(decoder, bias), _wiring.AddPositionLogits())
        {
            FirstSite = first,
        });
    }

    private LinearLayer Classifier(string name) => LinearLayer.Read(_wiring.Weights, name, Width, _config.Labels.Length);
}
