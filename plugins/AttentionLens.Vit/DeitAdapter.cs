namespace AttentionLens.Vit;

/// <summary>Loads DeiT models: a ViT with a second position before the patches, which was taught by another model.</summary>
/// <remarks>Source: Touvron et al. 2021.</remarks>
public sealed class DeitAdapter : VisionAdapter
{
    /// <summary>Creates the adapter.</summary>
    public DeitAdapter()
        : base(VisionFamily.Deit, "DeiTModel", new Dictionary<string, VisionArchitecture>(StringComparer.Ordinal)
        {
            ["DeiTModel"] = VisionArchitecture.Headless,
            ["DeiTForImageClassification"] = VisionArchitecture.Classification,
            ["DeiTForImageClassificationWithTeacher"] = VisionArchitecture.DistilledClassification,
        })
    {
    }

    /// <inheritdoc/>
    public override string Summary => "DeiT: DeiTModel, ForImageClassification, ForImageClassificationWithTeacher";
}
