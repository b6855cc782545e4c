using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Derives English sentences with their German translations. The same random numbers give the same sentences.</summary>
internal static class SentenceGrammar
{
    /// <summary>The most words and marks of a sentence in either language.</summary>
    public const int LongestSentence = 26;

    // One sentence in so many is held out, and one pair of verb and object in so many is never trained on.
    private const uint TextParts = 16;
    private const uint CombinationParts = 8;

    /// <summary>A sentence.</summary>
    /// <param name="split">Which sentences are wanted.</param>
    /// <param name="random">Decides all else.</param>
    public static SentencePair Next(SentenceSplit split, SeededRandom random)
    {
        while (true)
        {
            SentenceForm form = Choose(random);
            SentenceDerivation derivation = new(random);
            SentenceWords words = form.Derive(derivation);
            SentencePair pair = SentencePair.Of(words, form.Name, [.. derivation.Clauses.Select(VerbForm)]) with
            {
                IsUnseen = derivation.Clauses.Any(IsUnseen),
            };
            if (Belongs(pair, split))
            {
                return pair;
            }
        }
    }

    /// <summary>Whether training never shows a verb with an object.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="noun">The noun of its direct object.</param>
    public static bool IsUnseen(Verb verb, Noun noun) => TextHash.IsFirstOf($"{verb.Base} {noun.English}", CombinationParts);

    private static bool IsUnseen(Clause clause) => clause.Object is { Noun: { } noun } && IsUnseen(clause.Verb, noun);

    private static string VerbForm(Clause clause) => clause.Tense switch
    {
        Tense.Present => clause.Verb.Prefix.Length > 0 ? "separable" : "simple",
        Tense.Past or Tense.Perfect => "perfect",
        Tense.Future => "future",
        _ => "modal",
    } + (clause.IsNegated ? "-negated" : string.Empty);

    private static bool Belongs(SentencePair pair, SentenceSplit split) => pair.Length <= LongestSentence && split switch
    {
        SentenceSplit.UnseenCombination => pair.IsUnseen,
        _ => !pair.IsUnseen && TextHash.IsFirstOf(pair.Source, TextParts) == (split == SentenceSplit.HeldOut),
    };

    private static SentenceForm Choose(SeededRandom random)
    {
        int left = random.Next(SentenceForm.All.Sum(form => form.Weight));
        return SentenceForm.All.First(form => (left -= form.Weight) < 0);
    }
}
