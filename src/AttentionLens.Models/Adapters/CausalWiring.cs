using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Wires a pre-norm stack in which every position sees only itself and earlier ones: token embeddings, blocks, a last normalisation
/// <c>ln_final</c>, and what reads it. A family derives from it and adds its names and its sublayers.</summary>
public abstract class CausalWiring
{
    private readonly CausalOutline _outline;
    private readonly ModelFolder _folder;

    /// <summary>Starts a model.</summary>
    /// <param name="outline">Its outline.</param>
    /// <param name="basePrefix">What stands before the base model's weights where a head stands on it, for instance <c>transformer.</c>.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="weights">Gives the weights.</param>
    protected CausalWiring(CausalOutline outline, string basePrefix, ModelFolder folder, WeightSource weights)
    {
        _outline = outline;
        _folder = folder;
        Wiring = new ModelWiring(folder, weights);
        Base = outline.Architecture == CausalArchitecture.Headless ? string.Empty : basePrefix;
    }

    /// <summary>The model so far.</summary>
    protected ModelWiring Wiring { get; }

    /// <summary>What stands before the base model's weights.</summary>
    protected string Base { get; }

    /// <summary>The model's card.</summary>
    protected ModelCard Card => _outline.Card;

    /// <summary>What a checkpoint calls the table of token embeddings, without the base's prefix and <c>.weight</c>.</summary>
    protected abstract string TokenTable { get; }

    /// <summary>Wires the model: the stack, then <c>lm_head.weight</c> or <c>score.weight</c> where the architecture has them.</summary>
    public TransformerModel Wire()
    {
        TensorParameter tokens = Table(TokenTable, Card.VocabularySize);
        PositionEmbedding? positions = Positions();
        Wiring.Add(new TokenEmbedding("embed", tokens, TokenEmbeddingSites.Add(Wiring.Sites, hasTypes: false, positions is not null))
        {
            Positions = positions,
        });
        for (int layer = 0; layer < Card.Layers; layer++)
        {
            int index = layer;
            Wiring.AddBlock(layer, NormPlacement.BeforeSublayer, () => Attention(index), () => Mlp(index));
        }

        ModelOutput output = AddHead(tokens);
        TextInputSettings inputs = _outline.Inputs with { ContinuesText = output == ModelOutput.NextTokenLogits };
        return Wiring.ToModel(Card, new TextInputProcessor(_folder, inputs), output);
    }

    /// <summary>Wires the position embeddings; null where positions are not embedded.</summary>
    protected virtual PositionEmbedding? Positions() => null;

    /// <summary>Wires the attention of a block.</summary>
    /// <param name="layer">The block's index.</param>
    protected abstract (Sublayer Sublayer, NormLayer Norm) Attention(int layer);

    /// <summary>Wires the MLP of a block.</summary>
    /// <param name="layer">The block's index.</param>
    protected abstract (Sublayer Sublayer, NormLayer Norm) Mlp(int layer);

    /// <summary>Wires the last normalisation.</summary>
    /// <param name="operation">Its name in the words of hook points.</param>
    protected abstract NormLayer LastNorm(string operation);

    /// <summary>Reads a table of embeddings, [entry, width].</summary>
    /// <param name="name">What a checkpoint calls it, without the base's prefix and <c>.weight</c>.</param>
    /// <param name="entries">The number of entries.</param>
    protected TensorParameter Table(string name, int entries) =>
        Wiring.Weights.Tensor($"{Base}{name}.weight", WeightRole.Embedding, entries, Card.Width);

    private ModelOutput AddHead(TensorParameter tokens)
    {
        const string Name = "ln_final";
        FinalNorm norm = new(LastNorm(Name), Wiring.Sites.Add(HookKind.Norm, Name));
        switch (_outline.Architecture)
        {
            case CausalArchitecture.NextToken:
                LinearLayer output = new(Wiring.Unembedding("lm_head", tokens, _outline.TiesEmbeddings), null);
                Wiring.Add(new PositionHead(output, Wiring.AddPositionLogits()) { FirstSite = norm.Site, Norm = norm });
                return ModelOutput.NextTokenLogits;
            case CausalArchitecture.SequenceClassification:
                LinearLayer score = LinearLayer.Read(Wiring.Weights, "score", Card.Width, Card.Labels.Length, hasBias: false);
                Wiring.Add(new SequenceHead(score, Wiring.AddSequenceLogits()) { FirstSite = norm.Site, Norm = norm, ReadsLast = true });
                return ModelOutput.SequenceLogits;
            default:
                Wiring.Add(new HeadlessStage(null) { FirstSite = norm.Site, Norm = norm });
                return ModelOutput.HiddenStates;
        }
    }
}
