namespace AttentionLens.Models.Tokenizers;

/// <summary>How a SentencePiece model cuts text, under the number that files use.</summary>
internal enum PieceAlgorithm
{
    Unigram = 1,
    BytePairs = 2,
    Words = 3,
    Characters = 4,
}
