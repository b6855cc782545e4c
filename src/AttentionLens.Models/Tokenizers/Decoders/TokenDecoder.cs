namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns the spellings of tokens back into text, which is what remains when they are put together.</summary>
internal abstract class TokenDecoder
{
    public abstract List<string> Decode(List<string> tokens);
}
