namespace AttentionLens.Vit;

/// <summary>What stands on top of the blocks.</summary>
internal enum VisionArchitecture
{
    Headless,
    Classification,

    /// <summary>Two classifiers, of the class position and the distillation position, whose logits are averaged.</summary>
    DistilledClassification,
}
