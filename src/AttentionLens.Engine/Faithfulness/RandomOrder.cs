namespace AttentionLens.Engine;

/// <summary>Orders and removals that are random, and the same from run to run.</summary>
/// <remarks>Source: Steele, Lea and Flood 2014, the mixing function of SplitMix64; Durstenfeld 1964 for the shuffle.</remarks>
internal sealed class RandomOrder
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    public RandomOrder(ulong seed, int example, int sample) => _state = Mix(Mix(seed + Step) + ((ulong)example * Step)) + (ulong)sample;

    public int[] Shuffled(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int place = count - 1; place > 0; place--)
        {
            int other = (int)(Next() * (place + 1));
            (order[place], order[other]) = (order[other], order[place]);
        }

        return order;
    }

    /// <summary>A removal of a random number of positions, from one up to all.</summary>
    public Subset Removal(int count)
    {
        int removed = 1 + (int)(Next() * count);
        return new Subset(count, Shuffled(count).AsSpan(0, removed));
    }

    private double Next()
    {
        _state += Step;
        return (Mix(_state) >> 11) * (1.0 / (1L << 53));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
