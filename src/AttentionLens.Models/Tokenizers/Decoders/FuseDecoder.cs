namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts all tokens together, so that later steps see one text.</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    public override List<string> Decode(List<string> tokens) => [string.Concat(tokens)];
}
