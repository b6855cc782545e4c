namespace AttentionLens.Models.Tokenizers;

/// <summary>One piece of a SentencePiece model; its id is its place among the others.</summary>
/// <param name="Text">The text it stands for, with a visible mark for a space.</param>
/// <param name="Score">Its log probability, or in a byte-pair model minus the rank of its merge.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SentencePiece(string Text, float Score, PieceKind Kind)
{
    /// <summary>The mark that stands for a space.</summary>
    public const char Mark = '\u2581';

    /// <summary>Whether text can be cut into it; the others come about in other ways.</summary>
    public bool IsOrdinary => Kind is PieceKind.Normal or PieceKind.UserDefined or PieceKind.Unused;
}
