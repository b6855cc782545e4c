using System.Text;

namespace AttentionLens.Engine;

/// <summary>Draws weights anew: normal, with the mean and standard deviation that the weight's own numbers have. What a weight becomes depends on the seed and
/// its name alone, so that a stage that is random stays the same while more stages become so.</summary>
internal sealed class RandomWeights
{
    private const ulong Weights = 3;

    private readonly HashSet<string> _untouched;
    private readonly ulong _seed;

    /// <param name="names">The weights that are drawn anew.</param>
    /// <param name="seed">Decides what they become.</param>
    public RandomWeights(IEnumerable<string> names, ulong seed)
    {
        _untouched = new HashSet<string>(names, StringComparer.Ordinal);
        _seed = seed;
    }

    /// <summary>A weight that should have been drawn anew and was not shown, or null.</summary>
    public string? Untouched => _untouched.FirstOrDefault();

    /// <summary>Draws a weight anew, if it is one of them.</summary>
    public void Edit(string name, Span<float> values)
    {
        if (_untouched.Remove(name))
        {
            Redraw(values, SeededRandom.Stream(_seed, Weights, Hash(name)));
        }
    }

    private static void Redraw(Span<float> values, SeededRandom random)
    {
        double mean = 0;
        foreach (float value in values)
        {
            mean += value / (double)values.Length;
        }

        double variance = 0;
        foreach (float value in values)
        {
            variance += (value - mean) * (value - mean) / values.Length;
        }

        double deviation = Math.Sqrt(variance);
        foreach (ref float value in values)
        {
            value = (float)(mean + (deviation * random.NextNormal()));
        }
    }

    // FNV-1a: a hash that is the same in every process.
    private static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 0x100000001B3;
        }

        return hash;
    }
}
