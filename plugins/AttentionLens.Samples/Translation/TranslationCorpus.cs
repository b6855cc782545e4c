using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The sentences of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class TranslationCorpus
{
    /// <summary>The sentences of a training step.</summary>
    public const int BatchSize = 48;

    private readonly ulong _seed;
    private readonly LengthBatches _batches;

    /// <param name="seed">Decides everything.</param>
    public TranslationCorpus(ulong seed)
    {
        _seed = seed;
        _batches = new LengthBatches(seed, BatchSize, static (_, random) =>
        {
            SentencePair pair = SentenceGrammar.Next(SentenceSplit.Training, random);
            return (new LensInput { Text = pair.Source, TargetText = pair.Target }, pair.Length);
        });
    }

    /// <summary>The sentences of a training step with their translations.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step) => _batches.At(step);

    /// <summary>Different sentences to measure on.</summary>
    /// <param name="split">Which.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<SentencePair> Examples(SentenceSplit split, int count)
    {
        SeededRandom random = SeededRandom.Stream(_seed, (uint)split);
        ImmutableArray<SentencePair>.Builder pairs = ImmutableArray.CreateBuilder<SentencePair>(count);
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (pairs.Count < count)
        {
            SentencePair pair = SentenceGrammar.Next(split, random);
            if (seen.Add(pair.Source))
            {
                pairs.Add(pair);
            }
        }

        return pairs.DrainToImmutable();
    }
}
