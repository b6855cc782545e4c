using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>Some queries of one example under all heads of a group.</summary>
internal sealed class SampledPatterns
{
    private readonly float[][] _rows;
    private readonly double[] _entropies;

    private SampledPatterns(float[][] rows, int queries)
    {
        _rows = rows;
        Queries = queries;
        _entropies = [.. rows.Select(row => MeanEntropy.Of(row, row))];
    }

    /// <summary>How many queries each head is compared on.</summary>
    public int Queries { get; }

    /// <summary>Takes queries evenly from those that are attended to.</summary>
    /// <exception cref="LensInputException">A value is no pattern of the example.</exception>
    public static SampledPatterns Of(ExampleContext example, ImmutableArray<HookPoint> hooks, ImmutableArray<HeadSite> sites, int most)
    {
        EncodedExample read = example.Example.InStack(hooks[0].Stack);
        int[] valid = [.. Enumerable.Range(0, read.Length).Where(position => read.Mask[read.Start + position])];
        int count = Math.Min(most, valid.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(index => valid[(int)((long)index * valid.Length / count)])];
        List<float[]> rows = [];
        for (int hook = 0; hook < hooks.Length; hook++)
        {
            ReadOnlyTensorSpan<float> pattern = example.Value(hooks[hook].Name);
            int keys = example.Example.InStack(hooks[hook].KeyStack).Length;
            if (pattern.Rank != 3 || pattern.Lengths[1] != read.Length || pattern.Lengths[2] != keys)
            {
                throw new LensInputException(
                    $"Hook point '{hooks[hook].Name}' gave a tensor of [{string.Join(", ", pattern.Lengths.ToArray())}]; expected a pattern [head, query {read.Length}, key {keys}]: the model's adapter is at fault.");
            }

            for (int head = 0; head < sites[hook].Heads; head++)
            {
                float[] row = new float[count * keys];
                for (int query = 0; query < count; query++)
                {
                    pattern.GetSpan((ReadOnlySpan<nint>)[head, chosen[query], 0], keys).CopyTo(row.AsSpan(query * keys));
                }

                rows.Add(row);
            }
        }

        return new SampledPatterns([.. rows], count);
    }

    /// <summary>The Jensen–Shannon divergence of two heads, summed over the queries, in nats.</summary>
    public double Divergence(int head, int other)
    {
        // A model that gives what is no number is as far from all others as can be.
        double most = Queries * Math.Log(2);
        double divergence = MeanEntropy.Of(_rows[head], _rows[other]) - ((_entropies[head] + _entropies[other]) / 2);
        return double.IsFinite(divergence) ? Math.Clamp(divergence, 0, most) : most;
    }
}
