namespace AttentionLens.Models.Tokenizers;

/// <summary>Cuts normalized text into the pieces that the vocabulary model sees one by one.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Whether the whole text gets one space in front before anything else happens.</summary>
    public virtual bool AddsPrefixSpace => false;

    /// <summary>Adds the pieces of the text, in order; what is not added is dropped.</summary>
    public abstract void Split(AlignedText text, List<AlignedText> pieces);
}
