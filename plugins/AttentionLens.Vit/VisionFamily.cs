using System.Collections.Immutable;

namespace AttentionLens.Vit;

/// <summary>What differs between families of vision transformers.</summary>
/// <param name="Name">The <c>model_type</c>, which is also the prefix of names in checkpoints.</param>
/// <param name="Leading">The rows before the patches: the name of each position and of its row in checkpoints.</param>
internal sealed record VisionFamily(string Name, ImmutableArray<(string Token, string Weight)> Leading)
{
    public static VisionFamily Vit { get; } = new("vit", [("[CLS]", "cls_token")]);

    public static VisionFamily Deit { get; } = new("deit", [("[CLS]", "cls_token"), ("[DIST]", "distillation_token")]);
}
