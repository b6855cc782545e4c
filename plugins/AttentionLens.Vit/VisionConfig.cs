using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Vit;

/// <summary>The configuration of a vision transformer, checked.</summary>
internal sealed record VisionConfig
{
    private const int LongestEdge = 1 << 13;
    private const int MostChannels = 1 << 8;

    public required VisionArchitecture Architecture { get; init; }

    public required EncoderSettings Encoder { get; init; }

    public required int Channels { get; init; }

    public required int PatchSide { get; init; }

    /// <summary>The rows of patches of an image of the configured size.</summary>
    public required int Rows { get; init; }

    /// <summary>The columns of patches of an image of the configured size.</summary>
    public required int Columns { get; init; }

    public required ActivationKind PoolerActivation { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public required ModelCard Card { get; init; }

    public static VisionConfig Read(ModelConfig config, VisionFamily family, ArchitectureTable<VisionArchitecture> architectures)
    {
        (string name, VisionArchitecture architecture) = architectures.Of(config);
        EncoderSettings encoder = EncoderSettings.Read(config, new EncoderKeys()) with
        {
            HasProjectionBias = config.Flag("qkv_bias", true),
            Placement = NormPlacement.BeforeSublayer,
        };
        (int height, int width) = config.Pair("image_size", 1, LongestEdge) ?? (224, 224);
        (int down, int across) = config.Pair("patch_size", 1, LongestEdge) ?? (16, 16);
        if (down != across || down > Math.Min(height, width))
        {
            throw config.Refuse("patch_size", $"{down} by {across}", $"a square within image_size, {height} by {width}");
        }

        int pooled = config.Integer("pooler_output_size", 1, int.MaxValue, encoder.Width);
        if (pooled != encoder.Width)
        {
            throw config.Refuse("pooler_output_size", $"{pooled}", $"hidden_size, {encoder.Width}");
        }

        VisionConfig read = new()
        {
            Architecture = architecture,
            Encoder = encoder,
            Channels = config.Integer("num_channels", 1, MostChannels, 3),
            PatchSide = down,
            Rows = height / down,
            Columns = width / down,
            PoolerActivation = config.Choice("pooler_act", ActivationNames.All, "tanh"),
            Card = encoder.Card(family.Name, name),
        };
        ImmutableArray<string> labels = architecture == VisionArchitecture.Headless ? [] : config.Labels();
        config.Ignore("encoder_stride", "attention_probs_dropout_prob", "hidden_dropout_prob");
        return read with { Card = read.Card with { Labels = labels, Caveats = config.Caveats() } };
    }
}
