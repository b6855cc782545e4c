namespace AttentionLens;

/// <summary>Random numbers that depend on the seed alone: the same on every machine and in every version.</summary>
/// <remarks>Source: Steele, Lea and Flood 2014, SplitMix64.</remarks>
public sealed class SeededRandom
{
    private const int Summands = 12;
    private const ulong Stride = 0xD1342543DE82EF95;
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Decides all that follows.</param>
    public SeededRandom(ulong seed) => _state = seed;

    /// <summary>The sequence of one purpose, for instance of one sample of one example; sequences of other numbers tell nothing about it.</summary>
    /// <param name="seed">Decides all sequences.</param>
    /// <param name="numbers">Say which one it is.</param>
    public static SeededRandom Stream(ulong seed, params ReadOnlySpan<ulong> numbers)
    {
        ulong state = seed;
        foreach (ulong number in numbers)
        {
            state = new SeededRandom(state + (number * Stride)).NextBits();
        }

        return new SeededRandom(state);
    }

    /// <summary>A number with 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to below a bound.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)(((UInt128)NextBits() * (uint)bound) >> 64);
    }

    /// <summary>A number of mean 0 and variance 1 within ±6, close to normal: a sum of uniform ones, which needs no function whose
    /// last digit differs between machines.</summary>
    public double NextNormal()
    {
        double sum = -Summands / 2.0;
        for (int index = 0; index < Summands; index++)
        {
            sum += NextUniform();
        }

        return sum;
    }

    /// <summary>Puts a list in random order.</summary>
    /// <typeparam name="T">What the list holds.</typeparam>
    /// <param name="list">The list.</param>
    public void Shuffle<T>(Span<T> list)
    {
        for (int index = list.Length - 1; index > 0; index--)
        {
            int other = Next(index + 1);
            (list[index], list[other]) = (list[other], list[index]);
        }
    }
}
