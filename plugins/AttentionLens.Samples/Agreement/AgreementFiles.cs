using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The files that follow from the seed alone, before any training.</summary>
internal static class AgreementFiles
{
    /// <summary>The held-out sentences.</summary>
    public const string Sentences = "evaluation.jsonl";

    /// <summary>The repeated sequences.</summary>
    public const string Sequences = "induction.jsonl";

    /// <summary>The files.</summary>
    /// <param name="corpus">Gives the inputs.</param>
    /// <param name="sentences">How many sentences of each construction.</param>
    /// <param name="sequences">How many repeated sequences.</param>
    /// <returns>The names and contents.</returns>
    public static IReadOnlyDictionary<string, byte[]> Of(AgreementCorpus corpus, int sentences, int sequences)
    {
        ImmutableArray<string> vocabulary = SentenceVocabulary.Tokens;
        return new SortedDictionary<string, byte[]>(
            new Dictionary<string, byte[]>(WordLevelFiles.Of(vocabulary, AgreementConfig.MaxPositions)), StringComparer.Ordinal)
        {
            ["config.json"] = AgreementConfig.Write(vocabulary.Length),
            ["generation_config.json"] = AgreementConfig.WriteGeneration(),
            [Sentences] = AgreementLine.WriteAll(corpus.HeldOut(sentences)),
            [Sequences] = InductionLine.WriteAll(corpus.Repeated(sequences)),
        };
    }
}
