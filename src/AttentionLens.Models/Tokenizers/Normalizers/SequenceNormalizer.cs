namespace AttentionLens.Models.Tokenizers;

/// <summary>Several normalizers, one after the other.</summary>
internal sealed class SequenceNormalizer(IReadOnlyList<Normalizer> steps) : Normalizer
{
    public override AlignedText Normalize(AlignedText text) => steps.Aggregate(text, (current, step) => step.Normalize(current));
}
