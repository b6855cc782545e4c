using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>The sentences and repeated sequences of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class AgreementCorpus
{
    /// <summary>The inputs of a training step.</summary>
    public const int BatchSize = 32;

    /// <summary>How many of eight inputs are sentences.</summary>
    public const int SentenceShare = 4;

    private const int Together = 8;

    private readonly ulong _seed;
    private readonly LengthBatches _batches;

    /// <param name="seed">Decides everything.</param>
    public AgreementCorpus(ulong seed)
    {
        _seed = seed;
        _batches = new LengthBatches(seed, BatchSize, Derive);
    }

    /// <summary>What an input begins and a sentence ends with, around the words.</summary>
    /// <param name="words">The words.</param>
    public static ImmutableArray<int> IdsOf(IEnumerable<string> words) =>
        [SentenceVocabulary.EndId, .. words.Select(SentenceVocabulary.IdOf), SentenceVocabulary.EndId];

    /// <summary>The inputs of a training step; over every eight steps, half are repeated sequences.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step) => _batches.At(step);

    /// <summary>Different held-out sentences, every second one with a plural subject.</summary>
    /// <param name="count">How many of each construction.</param>
    /// <returns>The sentences, ordered by construction.</returns>
    public ImmutableArray<AgreementSentence> HeldOut(int count) => HeldOutSentences.Of(_seed, count);

    /// <summary>Repeated sequences to measure on.</summary>
    /// <param name="count">How many.</param>
    public ImmutableArray<RepeatedSequence> Repeated(int count)
    {
        SeededRandom random = SeededRandom.Stream(_seed, 0);
        return [.. Enumerable.Range(0, count).Select(_ => RepeatedSequence.Next(random))];
    }

    private static (LensInput Input, int Length) Derive(int index, SeededRandom random)
    {
        if (index % Together >= SentenceShare)
        {
            RepeatedSequence sequence = RepeatedSequence.NextTraining(random);
            return (new LensInput { Ids = sequence.Ids, Labels = sequence.Labels }, sequence.Ids.Length);
        }

        ImmutableArray<int> ids = IdsOf(AgreementGrammar.NextTraining(random).Words);
        return (new LensInput { Ids = ids }, ids.Length);
    }
}
