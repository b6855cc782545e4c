using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Endless batches of generated inputs. Those of eight steps are derived together and cut by length, so that the inputs of a batch are
/// about equally long and pad little.</summary>
internal sealed class LengthBatches
{
    private const int BatchesTogether = 8;

    private readonly ulong _seed;
    private readonly int _batchSize;
    private readonly Func<int, SeededRandom, (LensInput Input, int Length)> _derive;
    private int _group = -1;
    private ImmutableArray<ImmutableArray<LensInput>> _batches = [];

    /// <param name="seed">Decides everything.</param>
    /// <param name="batchSize">The inputs of a batch.</param>
    /// <param name="derive">Gives the input with an index, from 0 in every eight batches, and its length.</param>
    public LengthBatches(ulong seed, int batchSize, Func<int, SeededRandom, (LensInput Input, int Length)> derive)
    {
        _seed = seed;
        _batchSize = batchSize;
        _derive = derive;
    }

    /// <summary>The inputs of a step; the same whatever was asked for before.</summary>
    /// <param name="step">The step, from 0.</param>
    public ImmutableArray<LensInput> At(int step)
    {
        int group = step / BatchesTogether;
        if (group != _group)
        {
            _batches = Derive(group);
            _group = group;
        }

        return _batches[step % BatchesTogether];
    }

    private ImmutableArray<ImmutableArray<LensInput>> Derive(int group)
    {
        SeededRandom random = SeededRandom.Stream(_seed, ((ulong)group << 32) + uint.MaxValue);
        LensInput[] inputs = new LensInput[_batchSize * BatchesTogether];
        int[] order = new int[inputs.Length];
        for (int index = 0; index < inputs.Length; index++)
        {
            (inputs[index], int length) = _derive(index, random);
            order[index] = (length * inputs.Length) + index;
        }

        Array.Sort(order, inputs);
        ImmutableArray<LensInput>[] batches = [.. inputs.Chunk(_batchSize).Select(batch => batch.ToImmutableArray())];
        random.Shuffle(batches.AsSpan());
        return [.. batches];
    }
}
