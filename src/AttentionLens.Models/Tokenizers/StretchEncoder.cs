namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns what stands between added tokens into tokens.</summary>
internal abstract class StretchEncoder
{
    /// <summary>The whole text, before added tokens are looked for in it.</summary>
    public virtual AlignedText Prepare(AlignedText text) => text;

    /// <summary>Adds the tokens of one stretch of the text.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="source">The text as it was given.</param>
    /// <param name="tokens">The tokens so far.</param>
    public abstract void Encode(AlignedText stretch, string source, List<LensToken> tokens);

    /// <summary>Sees the tokens of the whole text last.</summary>
    public virtual void Complete(List<LensToken> tokens)
    {
    }
}
