namespace AttentionLens.Samples;

/// <summary>Sentences to train on and sentences to measure on. No pair of nouns that is held out stands before a verb in training.</summary>
internal static class AgreementGrammar
{
    /// <summary>A sentence to train on, in any construction.</summary>
    /// <param name="random">Decides it.</param>
    public static AgreementSentence NextTraining(SeededRandom random)
    {
        while (true)
        {
            AgreementSentence sentence = AgreementDerivation.Of(
                SentenceConstruction.Weighted[random.Next(SentenceConstruction.Weighted.Length)], random);
            if (!sentence.IsHeldOut)
            {
                return sentence;
            }
        }
    }

    /// <summary>A held-out sentence.</summary>
    /// <param name="construction">How it is built.</param>
    /// <param name="random">Decides the rest.</param>
    public static AgreementSentence NextHeldOut(SentenceConstruction construction, SeededRandom random)
    {
        while (true)
        {
            AgreementSentence sentence = AgreementDerivation.Of(construction, random);
            if (sentence.IsHeldOut)
            {
                return sentence;
            }
        }
    }
}
