using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a family's wiring works with: the weights, the hook points gathered so far, and the stages wired so far. A family adds its
/// names; what two families would both write stands here.</summary>
public sealed class ModelWiring
{
    private readonly ImmutableArray<Stage>.Builder _stages = ImmutableArray.CreateBuilder<Stage>();
    private readonly ModelFolder _folder;
    private readonly PrunedUnits _pruned;
    private int _weightsOfStages;

    /// <summary>Starts a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="weights">Gives the weights.</param>
    public ModelWiring(ModelFolder folder, WeightSource weights)
    {
        _folder = folder;
        _pruned = PrunedUnits.Of(folder);
        Weights = weights;
    }

    /// <summary>Gives the weights.</summary>
    public WeightSource Weights { get; }

    /// <summary>The hook points so far.</summary>
    public HookSites Sites { get; } = new();

    /// <summary>Adds a stage. The weights that were read since the stage before are its own.</summary>
    /// <param name="stage">The stage.</param>
    public void Add(Stage stage)
    {
        ImmutableArray<Parameter> read = Weights.Parameters;
        stage.OwnWeights = [.. read.Skip(_weightsOfStages).Where(parameter => parameter.Owner == parameter).Select(parameter => parameter.Name)];
        _weightsOfStages = read.Length;
        _stages.Add(stage);
    }

    /// <summary>Adds a block: sublayers in order, each with its normalisation; the hook points of the residual stream are added around them.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="placement">Where it normalises.</param>
    /// <param name="sublayers">Wires each sublayer and its normalisation, adding its hook points.</param>
    public void AddBlock(int layer, NormPlacement placement, params ReadOnlySpan<Func<(Sublayer Sublayer, NormLayer Norm)>> sublayers)
    {
        int before = Sites.Add(HookKind.ResidualPre, $"blocks.{layer}.resid_pre", layer);
        int known = Weights.Parameters.Length;
        ImmutableArray<BlockPart>.Builder parts = ImmutableArray.CreateBuilder<BlockPart>();
        for (int index = 0; index < sublayers.Length; index++)
        {
            (Sublayer sublayer, NormLayer norm) = sublayers[index]();
            bool isLast = index == sublayers.Length - 1;
            string name = isLast ? "resid_post" : index == 0 ? "resid_mid" : "resid_mid_cross";
            int after = Sites.Add(isLast ? HookKind.ResidualPost : HookKind.ResidualMid, $"blocks.{layer}.{name}", layer);
            parts.Add(new BlockPart(sublayer, norm, after));
        }

        Add(new TransformerBlock(Sites.InStack($"blocks.{layer}"), placement, before, parts.DrainToImmutable()) { Parameters = Weights.Parameters[known..] });
    }

    /// <summary>The embedding table that an encoder and a decoder share. A checkpoint may hold copies under other names, or one of them in its place.</summary>
    /// <param name="name">What a checkpoint calls it.</param>
    /// <param name="vocabulary">The number of token ids.</param>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="copies">What a checkpoint calls the copies.</param>
    public TensorParameter SharedEmbedding(string name, int vocabulary, int width, params ReadOnlySpan<string> copies)
    {
        foreach (string copy in copies)
        {
            Weights.AllowCopy(copy, name);
        }

        return Weights.Tensor(name, WeightRole.Embedding, vocabulary, width);
    }

    /// <summary>Wires attention with a matrix each for queries, keys and values.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="names">What a checkpoint calls W_Q, W_K, W_V and W_O.</param>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="settings">How it attends.</param>
    /// <param name="hasBias">Whether W_Q, W_K and W_V have biases.</param>
    /// <param name="hasOutputBias">Whether W_O has one.</param>
    public Sublayer Attention(
        int layer,
        (string Query, string Key, string Value, string Output) names,
        int width,
        AttentionSettings settings,
        bool hasBias = true,
        bool hasOutputBias = true)
    {
        SeparateProjection Project(AttentionSettings left, string name)
        {
            int keyWidth = left.KeyValueHeads * left.HeadWidth;
            return new SeparateProjection(
                LinearLayer.Read(Weights, names.Query, width, left.Heads * left.HeadWidth, hasBias),
                LinearLayer.Read(Weights, names.Key, width, keyWidth, hasBias),
                LinearLayer.Read(Weights, names.Value, width, keyWidth, hasBias),
                name);
        }

        return Attention(layer, settings, Project, names.Output, width, hasOutputBias: hasOutputBias);
    }

    /// <summary>Wires attention over a projection of the family's own.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="settings">How it attends.</param>
    /// <param name="project">Reads the projection into the heads that are left, for a sublayer of a name in the words of hook points.</param>
    /// <param name="output">What a checkpoint calls W_O.</param>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="order">How a checkpoint lays W_O out.</param>
    /// <param name="hasOutputBias">Whether it has a bias.</param>
    public Sublayer Attention(
        int layer,
        AttentionSettings settings,
        Func<AttentionSettings, string, AttentionProjection> project,
        string output,
        int width,
        WeightOrder order = WeightOrder.OutputMajor,
        bool hasOutputBias = true)
    {
        string name = Sites.InStack(AttentionSites.NameOf(layer, settings.Reach));
        if (_pruned.Left(name, settings) is not { } left)
        {
            return new RemovedLayer(name, hasOutputBias ? Weights.Tensor($"{output}.bias", WeightRole.Bias, width) : null);
        }

        AttentionProjection projection = project(left, name);
        LinearLayer sum = LinearLayer.Read(Weights, output, left.Heads * left.HeadWidth, width, hasOutputBias, order);
        return new AttentionLayer(projection, sum, left, AttentionSites.Add(Sites, layer, left.Reach), name);
    }

    /// <summary>Wires a two-layer MLP.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="names">What a checkpoint calls the two matrices.</param>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="hiddenWidth">The width of the hidden layer.</param>
    /// <param name="activation">What stands between them.</param>
    /// <param name="order">How a checkpoint lays the matrices out.</param>
    /// <param name="hasBias">Whether they have biases.</param>
    public Sublayer Mlp(
        int layer,
        (string Inner, string Outer) names,
        int width,
        int hiddenWidth,
        ActivationKind activation,
        WeightOrder order = WeightOrder.OutputMajor,
        bool hasBias = true) => Removed(layer) ?? (Sublayer)new MlpLayer(
            LinearLayer.Read(Weights, names.Inner, width, hiddenWidth, hasBias, order),
            LinearLayer.Read(Weights, names.Outer, hiddenWidth, width, hasBias, order),
            activation,
            MlpSites.Add(Sites, layer),
            Sites.InStack($"blocks.{layer}.mlp"));

    /// <summary>Wires the matrix that turns the last hidden states into logits.</summary>
    /// <param name="name">What a checkpoint calls it, without <c>.weight</c>.</param>
    /// <param name="tokens">The embedding table.</param>
    /// <param name="isTied">Whether it is the embedding table; a checkpoint may then hold a copy.</param>
    public MatrixParameter Unembedding(string name, TensorParameter tokens, bool isTied)
    {
        if (!isTied)
        {
            return Weights.Matrix($"{name}.weight", tokens.Shape[1], tokens.Shape[0]);
        }

        Weights.AllowCopy($"{name}.weight", tokens.Name);
        return Weights.Tied(tokens);
    }

    /// <summary>Wires an MLP whose hidden layer is gated.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="names">What a checkpoint calls W_gate, W_in and W_out.</param>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="hiddenWidth">The width of the hidden layer.</param>
    /// <param name="activation">What the gate goes through.</param>
    /// <param name="hasBias">Whether the matrices have biases.</param>
    public Sublayer GatedMlp(
        int layer, (string Gate, string Inner, string Outer) names, int width, int hiddenWidth, ActivationKind activation, bool hasBias) => Removed(layer) ?? (Sublayer)new GatedMlpLayer(
            LinearLayer.Read(Weights, names.Gate, width, hiddenWidth, hasBias),
            LinearLayer.Read(Weights, names.Inner, width, hiddenWidth, hasBias),
            LinearLayer.Read(Weights, names.Outer, hiddenWidth, width, hasBias),
            activation,
            MlpSites.Add(Sites, layer),
            Sites.InStack($"blocks.{layer}.mlp"));

    /// <summary>The site <c>logits</c> of a model that gives one row of logits for each example.</summary>
    public int AddSequenceLogits() => Sites.Add(HookKind.Logits, "logits", SequenceLogits);

    /// <summary>The site <c>logits</c> of a model that gives logits at each position.</summary>
    public int AddPositionLogits() => Sites.Add(HookKind.Logits, "logits");

    /// <summary>Ends the wiring.</summary>
    /// <param name="card">The model's card; its name and number of weights are filled in here.</param>
    /// <param name="inputs">Turns inputs into batches.</param>
    /// <param name="output">What the last stage gives.</param>
    public TransformerModel ToModel(ModelCard card, InputProcessor inputs, ModelOutput output) => new(
        card with
        {
            Name = _folder.Name,
            ParameterCount = Weights.Parameters.Where(parameter => parameter.Owner == parameter).Sum(parameter => (long)parameter.Length),
        },
        Sites.ToCatalog(),
        inputs,
        _stages.DrainToImmutable(),
        Weights.Parameters,
        output,
        () => GenerationSettingsReader.Read(_folder, card.VocabularySize));

    private RemovedLayer? Removed(int layer)
    {
        string name = Sites.InStack($"blocks.{layer}.mlp");
        return _pruned.Mlps.Contains(name) ? new RemovedLayer(name, null) : null;
    }

    private static TensorSpec SequenceLogits => new([Axis.Batch, Axis.Class], HookSites.SpecOf(HookKind.Logits).Unit);
}
