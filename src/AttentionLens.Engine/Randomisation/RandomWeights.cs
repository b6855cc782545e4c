using System.Text;

namespace AttentionLens.Engine;

/// <summary>Draws weights anew: normal, with the mean and standard deviation that the weight's own numbers have. What a weight becomes depends on the seed and
/// its name alone, so that a stage that is random stays the same while more stages become so.</summary>
internal static class RandomWeights
{
    private const ulong Weights = 3;

    /// <summary>The edit that draws some weights anew.</summary>
    /// <param name="names">The weights.</param>
    /// <param name="seed">Decides what they become.</param>
    public static WeightEdit Of(IReadOnlySet<string> names, ulong seed) => (name, values) =>
    {
        if (names.Contains(name))
        {
            Redraw(values, SeededRandom.Stream(seed, Weights, Hash(name)));
        }
    };

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
