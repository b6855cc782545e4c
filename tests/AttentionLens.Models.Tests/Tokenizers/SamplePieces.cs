namespace AttentionLens.Tests.Tokenizers;

/// <summary>Two small SentencePiece models.</summary>
internal static class SamplePieces
{
    public static readonly (string From, string To)[] Characters =
        [("A", "a"), ("\ufb01", "fi"), ("\u3314", "\u30ad\u30ed"), ("e\u0301", "\u00e9"), ("\t", " "), ("\u200b", ""), ("ZZ", "q"), ("\u00a0", " ")];

    public static PieceModelBytes Unigram { get; } = new()
    {
        Characters = Characters,
        Pieces =
        [
            ("<unk>", 0, PieceModelBytes.Unknown), ("<s>", 0, PieceModelBytes.Control), ("</s>", 0, PieceModelBytes.Control),
            ("\u2581", -3, 1), ("\u2581the", -2.5f, 1), ("\u2581cat", -4, 1), ("s", -2.25f, 1), ("a", -3.125f, 1), ("t", -3, 1), ("c", -3.5f, 1),
            ("h", -3.25f, 1), ("e", -2.75f, 1), ("\u2581c", -3.5f, 1), ("at", -3.5f, 1), ("cat", -0.5f, PieceModelBytes.Unused),
            ("ZZ", 0, PieceModelBytes.UserDefined), ("fi", -4.25f, 1), ("\u00e9", -5, 1), ("\u30ad\u30ed", -6, 1), ("<s", -4, 1),
        ],
    };

    public static PieceModelBytes BytePairs { get; } = new()
    {
        Algorithm = PieceModelBytes.BytePairs,
        Characters = Characters,
        Pieces =
        [
            ("<unk>", 0, PieceModelBytes.Unknown), ("<s>", 0, PieceModelBytes.Control), ("</s>", 0, PieceModelBytes.Control),
            ("\u2581t", 0, 1), ("at", -1, 1), ("he", -1, 1), ("\u2581the", -2, 1), ("cat", -3, PieceModelBytes.Unused), ("\u2581cat", -4, 1),
            ("cats", -5, PieceModelBytes.Unused), ("\u2581", -6, 1), ("a", -7, 1), ("c", -8, 1), ("t", -9, 1), ("h", -10, 1), ("e", -11, 1),
            ("s", -12, 1), ("ZZ", 0, PieceModelBytes.UserDefined), ("aa", -1, 1), ("aaa", -1, 1), ("\u00e9", -13, 1),
        ],
    };
}
