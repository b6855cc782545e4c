using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Random words and the same words again, behind the token that begins a text. No word occurs twice in a copy, so each word of the
/// second copy but the first follows from where the one before it stood in the first copy.</summary>
/// <param name="Copy">The ids of one copy.</param>
internal sealed record RepeatedSequence(ImmutableArray<int> Copy)
{
    /// <summary>The fewest words of a copy.</summary>
    public const int ShortestPeriod = 4;

    /// <summary>The most words of a copy.</summary>
    public const int LongestPeriod = 20;

    private const int NoLabel = -100;
    private const double Skew = 3;

    // From the most frequent to the rarest in training; frequency has nothing to do with what a word is.
    private static readonly ImmutableArray<int> Words = Shuffled();

    /// <summary>How many places lie between a word and its repetition.</summary>
    public int Period => Copy.Length;

    /// <summary>All ids.</summary>
    public ImmutableArray<int> Ids => [SentenceVocabulary.EndId, .. Copy, .. Copy];

    /// <summary>The first position in the second copy.</summary>
    public int SecondCopy => Period + 1;

    /// <summary>The ids that can be foretold, and -100 everywhere else.</summary>
    public ImmutableArray<int> Labels => [.. Enumerable.Repeat(NoLabel, Period + 2), .. Copy.Skip(1)];

    /// <summary>A sequence to measure on, all words being alike.</summary>
    /// <param name="random">Decides its length and its words.</param>
    public static RepeatedSequence Next(SeededRandom random) => Of(random, random.NextUniform);

    /// <summary>A sequence to train on, where some words are far more frequent than others, as in text.</summary>
    /// <param name="random">Decides its length and its words.</param>
    /// <remarks>Source: Chan et al. 2022, that such distributions make models learn from their context sooner.</remarks>
    public static RepeatedSequence NextTraining(SeededRandom random) => Of(random, () => Math.Pow(random.NextUniform(), Skew));

    private static RepeatedSequence Of(SeededRandom random, Func<double> share)
    {
        int[] copy = new int[ShortestPeriod + random.Next(LongestPeriod - ShortestPeriod + 1)];
        HashSet<int> used = [];
        for (int index = 0; index < copy.Length;)
        {
            copy[index] = Words[(int)(share() * Words.Length)];
            index += used.Add(copy[index]) ? 1 : 0;
        }

        return new RepeatedSequence([.. copy]);
    }

    private static ImmutableArray<int> Shuffled()
    {
        int[] words = [.. Enumerable.Range(WordLevelFiles.Special.Length, AgreementLexicon.All.Length)];
        new SeededRandom(0).Shuffle(words.AsSpan());
        return [.. words];
    }
}
