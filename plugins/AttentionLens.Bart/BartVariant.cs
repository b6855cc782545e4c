using AttentionLens.Models;

namespace AttentionLens.Bart;

/// <summary>What sets the families of one wiring apart.</summary>
internal sealed class BartVariant
{
    /// <summary>What stands before the base model's weights.</summary>
    public const string BasePrefix = "model.";

    // True where logits stand on top of the decoder.
    private readonly ArchitectureTable<bool> _architectures;

    private BartVariant(string family, string headless, string generating)
    {
        Family = family;
        _architectures = new ArchitectureTable<bool>(family, headless, new Dictionary<string, bool> { [headless] = false, [generating] = true });
    }

    public static BartVariant Bart { get; } = new("bart", "BartModel", "BartForConditionalGeneration")
    {
        LearnsPositions = true,
        NormalizesEmbeddings = true,
    };

    public static BartVariant Marian { get; } = new("marian", "MarianModel", "MarianMTModel");

    public string Family { get; }

    /// <summary>Whether positions are a table, whose first two rows no place gets; otherwise they are sines and cosines.</summary>
    public bool LearnsPositions { get; private init; }

    public bool NormalizesEmbeddings { get; private init; }

    public ModelMatch Match(ModelFolder folder) => _architectures.Match(folder);

    public TransformerModel Build(ModelConfig config, WeightSource weights)
    {
        (string name, bool isGenerating) = _architectures.Of(config);
        return new BartWiring(BartConfig.Read(config, this, name, isGenerating), config.Folder, weights).Wire();
    }
}
