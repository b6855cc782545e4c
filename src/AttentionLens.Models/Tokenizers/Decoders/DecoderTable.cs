namespace AttentionLens.Models.Tokenizers;

/// <summary>The decoders of tokenizer.json by type.</summary>
internal static class DecoderTable
{
    public static ComponentTable<TokenDecoder> Components { get; } = new("decoder", new()
    {
        ["BPEDecoder"] = SuffixDecoder.Read,
        ["ByteFallback"] = _ => new ByteFallbackDecoder(),
        ["ByteLevel"] = ByteLevelDecoder.Read,
        ["Fuse"] = _ => new FuseDecoder(),
        ["Metaspace"] = settings => new MetaspaceDecoder(MetaspaceSettings.Read(settings)),
        ["Replace"] = ReplaceDecoder.Read,
        ["Sequence"] = settings => new SequenceDecoder(Components!.MakeAll(settings, "decoders")),
        ["Strip"] = StripDecoder.Read,
        ["WordPiece"] = WordPieceDecoder.Read,
    });
}
