namespace AttentionLens.Vit;

/// <summary>Loads ViT models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Dosovitskiy et al. 2021.</remarks>
public sealed class VitAdapter : VisionAdapter
{
    /// <summary>Creates the adapter.</summary>
    public VitAdapter()
        : base(VisionFamily.Vit, "ViTModel", new Dictionary<string, VisionArchitecture>(StringComparer.Ordinal)
        {
            ["ViTModel"] = VisionArchitecture.Headless,
            ["ViTForImageClassification"] = VisionArchitecture.Classification,
        })
    {
    }

    /// <inheritdoc/>
    public override string Summary => "ViT: ViTModel, ForImageClassification";
}
