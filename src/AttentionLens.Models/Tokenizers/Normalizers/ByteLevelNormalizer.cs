namespace AttentionLens.Models.Tokenizers;

/// <summary>Spells text as UTF-8 bytes, one visible character each, before it is cut.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    public override AlignedText Normalize(AlignedText text) => ByteAlphabet.Spell(text);
}
