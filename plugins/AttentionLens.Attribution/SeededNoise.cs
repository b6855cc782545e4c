namespace AttentionLens.Attribution;

/// <summary>Random numbers that are the same from run to run: what a seed and a few counters (an example, a sample) name is a stream of its own.</summary>
/// <remarks>Source: Steele, Lea and Flood 2014, the mixing function of SplitMix64; Box and Muller 1958.</remarks>
internal sealed class SeededNoise
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;
    private double? _second;

    public SeededNoise(long seed, params ReadOnlySpan<long> counters)
    {
        _state = Mix((ulong)seed + Step);
        foreach (long counter in counters)
        {
            _state = Mix(_state + (((ulong)counter + 1) * Step));
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double NextNormal()
    {
        if (_second is { } kept)
        {
            _second = null;
            return kept;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * NextUniform());
        _second = radius * sine;
        return radius * cosine;
    }

    private ulong NextBits()
    {
        _state += Step;
        return Mix(_state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
