using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Endless batches of a few examples: every example once, in an order of its own, before any comes again.</summary>
internal sealed class ExampleRounds(ImmutableArray<EncodedExample> examples, int batchSize, ulong seed, params ImmutableArray<ulong> purpose)
{
    private ImmutableArray<EncodedExample> _order = [];
    private long _round = -1;

    /// <summary>The examples of a step, from 0; the same whatever was asked for before.</summary>
    public IReadOnlyList<EncodedExample> At(int step)
    {
        EncodedExample[] chosen = new EncodedExample[batchSize];
        for (int index = 0; index < batchSize; index++)
        {
            (long round, long place) = Math.DivRem(((long)step * batchSize) + index, examples.Length);
            if (round != _round)
            {
                EncodedExample[] order = [.. examples];
                SeededRandom.Stream(seed, [.. purpose, (ulong)round]).Shuffle(order.AsSpan());
                (_order, _round) = ([.. order], round);
            }

            chosen[index] = _order[(int)place];
        }

        return chosen;
    }
}
