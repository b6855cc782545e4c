namespace AttentionLens.Models.Tokenizers;

/// <summary>The decoders of tokenizer.json by type.</summary>
internal static class DecoderTable
{
    public static ComponentTable<TokenDecoder> Components { get; } = new("decoder", new Dictionary<string, Func<ComponentSettings, TokenDecoder>>
    {
        ["ByteLevel"] = ByteLevelDecoder.Read,
        ["Sequence"] = settings => new SequenceDecoder(Components!.MakeAll(settings, "decoders")),
        ["WordPiece"] = WordPieceDecoder.Read,
    });
}
