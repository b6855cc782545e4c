using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The sizes of a stack of encoder blocks, checked.</summary>
public sealed record EncoderSettings
{
    /// <summary>The largest extent that makes sense.</summary>
    internal const int Most = 1 << 24;

    private const int MostLayers = 1 << 12;

    /// <summary>The number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>The number of heads, which divides <see cref="Width"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>The width of the MLP's hidden layer.</summary>
    public required int MlpWidth { get; init; }

    /// <summary>What is added to variances.</summary>
    public required float Epsilon { get; init; }

    /// <summary>The MLP's activation.</summary>
    public required ActivationKind Activation { get; init; }

    /// <summary>Whether W_Q, W_K and W_V have biases.</summary>
    /// <value>True by default.</value>
    public bool HasProjectionBias { get; init; } = true;

    /// <summary>Where blocks normalise.</summary>
    /// <value>After each sum by default, as in BERT.</value>
    public NormPlacement Placement { get; init; } = NormPlacement.AfterSum;

    /// <summary>Reads the sizes.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="keys">What the family calls them.</param>
    /// <exception cref="LensInputException">One is missing, out of range, or does not fit another.</exception>
    public static EncoderSettings Read(ModelConfig config, EncoderKeys keys)
    {
        int width = config.Integer(keys.Width, 1, Most);
        return new EncoderSettings
        {
            Layers = config.Integer(keys.Layers, 0, MostLayers),
            Heads = config.Heads(keys.Heads, width, keys.Width),
            Width = width,
            MlpWidth = config.Integer(keys.MlpWidth, 1, Most),
            Epsilon = (float)(keys.Epsilon is { } epsilon ? config.Number(epsilon, 0, 1, 1e-12) : 1e-12),
            Activation = config.Choice(keys.Activation, ActivationNames.All, "gelu"),
        };
    }

    /// <summary>A model's card as far as the sizes go.</summary>
    /// <param name="family">The family.</param>
    /// <param name="architecture">The architecture's name.</param>
    public ModelCard Card(string family, string architecture) => new()
    {
        Family = family,
        Architecture = architecture,
        Layers = Layers,
        Heads = Heads,
        Width = Width,
        HeadWidth = Width / Heads,
        MlpWidth = MlpWidth,
    };
}
