using System.Collections.Immutable;
using AttentionLens.Numerics;

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

    /// <summary>How many places lie between a word and its repetition.</summary>
    public int Period => Copy.Length;

    /// <summary>All ids.</summary>
    public ImmutableArray<int> Ids => [SentenceVocabulary.EndId, .. Copy, .. Copy];

    /// <summary>The first position in the second copy.</summary>
    public int SecondCopy => Period + 1;

    /// <summary>The ids that can be foretold, and -100 everywhere else.</summary>
    public ImmutableArray<int> Labels => [.. Enumerable.Repeat(NoLabel, Period + 2), .. Copy.Skip(1)];

    /// <summary>A sequence to measure on, all periods being alike.</summary>
    /// <param name="random">Decides its length and its words.</param>
    public static RepeatedSequence Next(SeededRandom random) => Of(random.NextUniform(), random);

    /// <summary>A sequence to train on, short periods being more frequent: they are learned sooner, and cost less.</summary>
    /// <param name="random">Decides its length and its words.</param>
    public static RepeatedSequence NextTraining(SeededRandom random)
    {
        double share = random.NextUniform();
        return Of(share * share, random);
    }

    private static RepeatedSequence Of(double share, SeededRandom random)
    {
        int[] copy = new int[ShortestPeriod + (int)(share * (LongestPeriod - ShortestPeriod + 1))];
        HashSet<int> used = [];
        for (int index = 0; index < copy.Length;)
        {
            copy[index] = WordLevelFiles.Special.Length + random.Next(SentenceLexicon.All.Length);
            index += used.Add(copy[index]) ? 1 : 0;
        }

        return new RepeatedSequence([.. copy]);
    }
}
