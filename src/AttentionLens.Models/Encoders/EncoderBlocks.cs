namespace AttentionLens.Models;

/// <summary>Wires the blocks of encoders: attention over everything and a two-layer MLP, each with a LayerNorm.</summary>
public static class EncoderBlocks
{
    /// <summary>Adds a block.</summary>
    /// <param name="wiring">Takes it.</param>
    /// <param name="layer">Its index.</param>
    /// <param name="prefix">What checkpoints put before its names, for instance <c>bert.encoder.layer.0</c>.</param>
    /// <param name="names">Its names.</param>
    /// <param name="settings">Its sizes.</param>
    public static void AddEncoderBlock(this ModelWiring wiring, int layer, string prefix, EncoderBlockNames names, EncoderSettings settings)
    {
        int width = settings.Width;
        wiring.AddBlock(
            layer,
            settings.Placement,
            () => (
                wiring.Attention(
                    layer,
                    ($"{prefix}.{names.Query}", $"{prefix}.{names.Key}", $"{prefix}.{names.Value}", $"{prefix}.{names.Output}"),
                    width,
                    AttentionSettings.Of(settings.Heads, width),
                    settings.HasProjectionBias),
                wiring.LayerNorm($"{prefix}.{names.AttentionNorm}", settings, $"blocks.{layer}.ln1")),
            () => (
                wiring.Mlp(layer, ($"{prefix}.{names.Inner}", $"{prefix}.{names.Outer}"), width, settings.MlpWidth, settings.Activation),
                wiring.LayerNorm($"{prefix}.{names.MlpNorm}", settings, $"blocks.{layer}.ln2")));
    }

    /// <summary>Wires a LayerNorm of the residual stream.</summary>
    /// <param name="wiring">Gives the weights.</param>
    /// <param name="name">Its name in a checkpoint.</param>
    /// <param name="settings">Its width and epsilon.</param>
    /// <param name="operation">Its name in the words of hook points.</param>
    public static LayerNormLayer LayerNorm(this ModelWiring wiring, string name, EncoderSettings settings, string operation) =>
        LayerNormLayer.Read(wiring.Weights, name, settings.Width, settings.Epsilon, operation);

    /// <summary>Wires a pooler of the residual stream, with its hook point.</summary>
    /// <param name="wiring">Gives the weights.</param>
    /// <param name="name">The name of its linear layer in a checkpoint.</param>
    /// <param name="settings">Its width.</param>
    /// <param name="activation">What follows the layer.</param>
    public static PoolerLayer Pooler(
        this ModelWiring wiring, string name, EncoderSettings settings, Numerics.ActivationKind activation = Numerics.ActivationKind.Tanh) => new(
            LinearLayer.Read(wiring.Weights, name, settings.Width, settings.Width),
            wiring.Sites.Add(HookKind.Pooled, "pooled"),
            activation);
}
