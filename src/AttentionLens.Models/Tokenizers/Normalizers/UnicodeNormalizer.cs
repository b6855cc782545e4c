namespace AttentionLens.Models.Tokenizers;

/// <summary>One of the four Unicode normalization forms.</summary>
internal sealed class UnicodeNormalizer(bool compatible, bool compose) : Normalizer
{
    public override AlignedText Normalize(AlignedText text) => UnicodeNormalization.Apply(text, compatible, compose);
}
