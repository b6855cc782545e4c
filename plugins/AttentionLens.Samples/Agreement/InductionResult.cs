using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What the model makes of repeated sequences.</summary>
/// <param name="Sequences">How many there were.</param>
/// <param name="Words">How many words of second copies could be foretold: all but each copy's first.</param>
/// <param name="Hits">How many were the most likely ones.</param>
/// <param name="Heads">Where each head looks.</param>
internal sealed record InductionResult(int Sequences, long Words, long Hits, ImmutableArray<HeadScore> Heads)
{
    /// <summary>The share of hits, in [0, 1].</summary>
    public double Accuracy => (double)Hits / Words;

    /// <summary>The head with the largest induction score.</summary>
    public HeadScore BestInduction => Heads.MaxBy(head => head.Induction)!;

    /// <summary>The head with the largest previous-token score.</summary>
    public HeadScore BestPrevious => Heads.MaxBy(head => head.Previous)!;
}
