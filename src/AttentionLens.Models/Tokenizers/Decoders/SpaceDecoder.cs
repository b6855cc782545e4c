namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts a space between tokens: what a file without a decoder asks for.</summary>
internal sealed class SpaceDecoder : TokenDecoder
{
    public override List<string> Decode(List<string> tokens) => [string.Join(' ', tokens)];
}
