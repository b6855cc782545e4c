using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The beginnings of sentences of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class VerbNumberCorpus
{
    /// <summary>The sentences of a training step.</summary>
    public const int BatchSize = 32;

    /// <summary>The share of words that are hidden in training.</summary>
    public const double HiddenShare = 0.1;

    private const string Hidden = "[MASK]";

    private readonly ulong _seed;
    private readonly LengthBatches _batches;

    /// <param name="seed">Decides everything.</param>
    public VerbNumberCorpus(ulong seed)
    {
        _seed = seed;
        _batches = new LengthBatches(seed, BatchSize, Derive);
    }

    /// <summary>The class of a sentence: whether its verb is plural.</summary>
    /// <param name="sentence">The sentence.</param>
    public static int LabelOf(AgreementSentence sentence) => sentence.Subject.IsPlural ? 1 : 0;

    /// <summary>The labelled beginnings of a training step, some of their words hidden.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step) => _batches.At(step);

    /// <summary>Different held-out sentences, every second one with a plural subject.</summary>
    /// <param name="count">How many of each construction.</param>
    /// <returns>The sentences, ordered by construction.</returns>
    public ImmutableArray<AgreementSentence> HeldOut(int count) => HeldOutSentences.Of(_seed, count);

    private static (LensInput Input, int Length) Derive(int index, SeededRandom random)
    {
        AgreementSentence sentence = AgreementGrammar.NextTraining(random);
        ImmutableArray<string> words =
            [.. sentence.Words[..sentence.VerbPlace].Select(word => random.NextUniform() < HiddenShare ? Hidden : word)];
        return (new LensInput { Text = ReviewText.Of(words).Text, Label = LabelOf(sentence) }, words.Length);
    }
}
