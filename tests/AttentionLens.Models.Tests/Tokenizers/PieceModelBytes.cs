namespace AttentionLens.Tests.Tokenizers;

/// <summary>Writes SentencePiece models.</summary>
internal sealed record PieceModelBytes
{
    public const int Normal = 1;
    public const int Unknown = 2;
    public const int Control = 3;
    public const int UserDefined = 4;
    public const int Unused = 5;
    public const int Byte = 6;

    public const int Unigram = 1;
    public const int BytePairs = 2;

    public int Algorithm { get; init; } = Unigram;

    public (string Text, float Score, int Kind)[] Pieces { get; init; } = [];

    public bool SpellsBytes { get; init; }

    public bool EndsWithSpace { get; init; }

    public bool AddsSpace { get; init; } = true;

    public bool DropsExtraSpaces { get; init; } = true;

    public (string From, string To)[] Characters { get; init; } = [];

    /// <summary>A character map as it is to be written; null for that of the characters.</summary>
    public byte[]? CharacterMap { get; init; }

    public (string From, string To)[] DecodedCharacters { get; init; } = [];

    public byte[] ToArray()
    {
        WireBytes model = new();
        IEnumerable<(string Text, float Score, int Kind)> bytes =
            SpellsBytes ? Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, Byte)) : [];
        foreach ((string text, float score, int kind) in Pieces.Concat(bytes))
        {
            model.Bytes(1, new WireBytes().Text(1, text).Single(2, score).Number(3, (ulong)kind).ToArray());
        }

        WireBytes training = new WireBytes().Text(2, "a name").Number(3, (ulong)Algorithm).Flag(24, EndsWithSpace).Flag(35, SpellsBytes);
        WireBytes normalization = new WireBytes().Text(1, "a name").Flag(3, AddsSpace).Flag(4, DropsExtraSpaces).Flag(5, true);
        if ((CharacterMap ?? (Characters.Length > 0 ? CharacterMapBytes.Of(Characters) : null)) is { } map)
        {
            normalization.Bytes(2, map);
        }

        model.Bytes(2, training.ToArray()).Bytes(3, normalization.ToArray());
        if (DecodedCharacters.Length > 0)
        {
            model.Bytes(5, new WireBytes().Bytes(2, CharacterMapBytes.Of(DecodedCharacters)).Flag(3, false).Flag(4, false).Flag(5, false).ToArray());
        }

        return model.ToArray();
    }
}
