namespace AttentionLens.Samples;

/// <summary>Where a head looks in repeated sequences.</summary>
/// <param name="Layer">The block.</param>
/// <param name="Head">The head.</param>
/// <param name="Induction">The mean attention from a word of the second copy to the word that followed it in the first copy, in [0, 1].</param>
/// <param name="Previous">The mean attention to the position before, in [0, 1].</param>
internal sealed record HeadScore(int Layer, int Head, double Induction, double Previous);
