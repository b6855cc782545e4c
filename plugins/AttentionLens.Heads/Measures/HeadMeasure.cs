namespace AttentionLens.Heads;

/// <summary>A number that is taken of one head's pattern on one example. The values count from 0 without gaps: they index arrays,
/// and their order is part of the written form of <see cref="HeadStatistics"/>.</summary>
internal enum HeadMeasure
{
    Entropy,
    NormalizedEntropy,
    Confidence,
    PreviousTokenMass,
    NextTokenMass,
    FirstTokenMass,
    SeparatorMass,
    DiagonalMass,
    MeanDistance,
}
