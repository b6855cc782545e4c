using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>Some queries of one example under all heads of a group.</summary>
internal sealed class SampledPatterns
{
    private const int Chunk = 1024;

    // A weight of zero adds nothing to the entropy; its logarithm only has to be finite.
    private const float SmallestWeight = 1.17549435e-38f;
    private readonly float[] _mean = new float[Chunk];
    private readonly float[] _logarithm = new float[Chunk];
    private readonly float[][] _rows;
    private readonly double[] _entropies;

    private SampledPatterns(float[][] rows, int queries)
    {
        _rows = rows;
        Queries = queries;
        _entropies = [.. rows.Select(row => Entropy(row, row))];
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
        double divergence = Entropy(_rows[head], _rows[other]) - ((_entropies[head] + _entropies[other]) / 2);
        return double.IsFinite(divergence) ? Math.Clamp(divergence, 0, most) : most;
    }

    /// <summary>The entropy of the mean of two patterns, summed over the queries. Of a pattern with itself it is the pattern's own to the last bit.</summary>
    private double Entropy(float[] left, float[] right)
    {
        double entropy = 0;
        for (int start = 0; start < left.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, left.Length - start);
            Span<float> mean = _mean.AsSpan(0, length);
            Span<float> logarithm = _logarithm.AsSpan(0, length);
            TensorPrimitives.Add(left.AsSpan(start, length), right.AsSpan(start, length), mean);
            TensorPrimitives.Multiply(mean, 0.5f, mean);
            TensorPrimitives.Max(mean, SmallestWeight, logarithm);
            TensorPrimitives.Log(logarithm, logarithm);
            entropy -= FixedOrder.Dot(mean, logarithm);
        }

        return entropy;
    }
}
