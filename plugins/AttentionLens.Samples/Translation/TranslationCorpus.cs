using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>The sentences of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class TranslationCorpus
{
    /// <summary>The sentences of a training step.</summary>
    public const int BatchSize = 48;

    // Batches of about equal lengths pad little, so this many are derived together and cut by length.
    private const int BatchesTogether = 8;
    private const ulong StreamStride = 0xD1342543DE82EF95;

    private readonly ulong _seed;
    private int _group = -1;
    private ImmutableArray<ImmutableArray<LensInput>> _batches = [];

    /// <param name="seed">Decides everything.</param>
    public TranslationCorpus(ulong seed) => _seed = seed;

    /// <summary>The sentences of a training step with their translations.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step)
    {
        int group = step / BatchesTogether;
        if (group != _group)
        {
            _batches = Derive(group);
            _group = group;
        }

        return _batches[step % BatchesTogether];
    }

    /// <summary>Different sentences to measure on.</summary>
    /// <param name="split">Which.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<SentencePair> Examples(SentenceSplit split, int count)
    {
        SeededRandom random = Stream((uint)split);
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

    private ImmutableArray<ImmutableArray<LensInput>> Derive(int group)
    {
        SeededRandom random = Stream(((ulong)group << 32) + uint.MaxValue);
        LensInput[] inputs = new LensInput[BatchSize * BatchesTogether];
        int[] lengths = new int[inputs.Length];
        for (int index = 0; index < inputs.Length; index++)
        {
            SentencePair pair = SentenceGrammar.Next(SentenceSplit.Training, random);
            inputs[index] = new LensInput { Text = pair.Source, TargetText = pair.Target };
            lengths[index] = (pair.Length * inputs.Length) + index;
        }

        Array.Sort(lengths, inputs);
        ImmutableArray<LensInput>[] batches = [.. inputs.Chunk(BatchSize).Select(batch => batch.ToImmutableArray())];
        random.Shuffle(batches.AsSpan());
        return [.. batches];
    }

    private SeededRandom Stream(ulong number) => new(new SeededRandom(_seed + (number * StreamStride)).NextBits());
}
