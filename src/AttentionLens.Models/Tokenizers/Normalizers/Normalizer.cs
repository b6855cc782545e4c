namespace AttentionLens.Models.Tokenizers;

/// <summary>Rewrites text before it is cut, keeping track of where every unit came from.</summary>
internal abstract class Normalizer
{
    public abstract AlignedText Normalize(AlignedText text);
}
