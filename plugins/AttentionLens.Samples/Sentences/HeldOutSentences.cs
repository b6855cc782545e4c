using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Sentences to measure on.</summary>
internal static class HeldOutSentences
{
    /// <summary>Different held-out sentences, every second one with a plural subject.</summary>
    /// <param name="seed">Decides them.</param>
    /// <param name="count">How many of each construction.</param>
    /// <returns>The sentences, ordered by construction.</returns>
    public static ImmutableArray<AgreementSentence> Of(ulong seed, int count)
    {
        ImmutableArray<AgreementSentence>.Builder sentences = ImmutableArray.CreateBuilder<AgreementSentence>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int index = 0; index < SentenceConstruction.All.Length; index++)
        {
            SeededRandom random = SeededRandom.Stream(seed, 1 + (ulong)index);
            for (int found = 0; found < count;)
            {
                AgreementSentence sentence = AgreementGrammar.NextHeldOut(SentenceConstruction.All[index], random);
                if (sentence.Subject.IsPlural == (found % 2 == 1) && seen.Add(string.Join(' ', sentence.Words[..(sentence.VerbPlace + 1)])))
                {
                    sentences.Add(sentence);
                    found++;
                }
            }
        }

        return sentences.DrainToImmutable();
    }
}
