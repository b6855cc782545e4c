namespace AttentionLens.Samples;

/// <summary>Derives reviews. The same random numbers give the same reviews.</summary>
internal static class ReviewGrammar
{
    /// <summary>The most words and punctuation marks of a review.</summary>
    public const int LongestReview = 40;

    // One text in so many is held out, and one combination of negators and sentiment word in so many is never trained on.
    private const uint TextParts = 16;
    private const uint CombinationParts = 5;

    /// <summary>A review of a label.</summary>
    /// <param name="label">0 for negative, 1 for positive.</param>
    /// <param name="split">Which reviews are wanted.</param>
    /// <param name="random">Decides all else.</param>
    public static Review Next(int label, ReviewSplit split, SeededRandom random)
    {
        while (true)
        {
            Construction construction = Choose(random);
            Domain domain = Domains.All[random.Next(Domains.All.Length)];
            ReviewDerivation derivation = new(domain, label == 1 ? 1 : -1, split, random);
            if (derivation.Derive(construction) is { } review && Belongs(review, split))
            {
                return review;
            }
        }
    }

    /// <summary>Whether training never shows a combination.</summary>
    /// <param name="negators">The negators of the opinion.</param>
    /// <param name="sentiment">The sentiment word.</param>
    public static bool IsUnseen(IEnumerable<string> negators, string sentiment)
    {
        string joined = string.Join('+', negators);
        return joined.Length > 0 && TextHash.IsFirstOf($"{joined} {sentiment}", CombinationParts);
    }

    private static bool Belongs(Review review, ReviewSplit split) => review.Words.Length <= LongestReview && split switch
    {
        ReviewSplit.UnseenCombination => review.IsUnseen,
        _ => TextHash.IsFirstOf(ReviewText.Of(review.Words).Text, TextParts) == (split == ReviewSplit.HeldOut),
    };

    private static Construction Choose(SeededRandom random)
    {
        int left = random.Next(Construction.All.Sum(construction => construction.Weight));
        return Construction.All.First(construction => (left -= construction.Weight) < 0);
    }
}
