using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>Scores are products of queries and keys turned by the angles that the configuration says, computed here in double precision.</summary>
public sealed class RotationTests : DecoderTest
{
    [Theory]
    [InlineData("llama, biases, wide heads, gelu", 10, 2)]
    [InlineData("llama, one shared head, linear scaling", 4, 1)]
    [InlineData("llama, nothing shared, llama3 scaling", 8, 6)]
    public void RunAsync_Scores_AreProductsOfTurnedQueriesAndKeys(string name, int headWidth, int keyValueHeads)
    {
        const int Heads = 6;
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs[0]);
        using ModelRun run = Decoder.Run(model, batch, Decoder.Capture("blocks.1.attn.*"));
        float[] queries = run.Captured(HookName.Parse("blocks.1.attn.q")).Values.ToArray();
        float[] keys = run.Captured(HookName.Parse("blocks.1.attn.k")).Values.ToArray();
        float[] scores = run.Captured(HookName.Parse("blocks.1.attn.scores")).Values.ToArray();
        double[] frequencies = Frequencies(name, headWidth);
        for (int head = 0; head < Heads; head++)
        {
            for (int query = 0; query < batch.Length; query++)
            {
                for (int key = 0; key <= query; key++)
                {
                    ReadOnlySpan<float> q = queries.AsSpan(((query * Heads) + head) * headWidth, headWidth);
                    ReadOnlySpan<float> k = keys.AsSpan(((key * keyValueHeads) + (head * keyValueHeads / Heads)) * headWidth, headWidth);

                    double expected = Product(q, k, frequencies, query - key) / Math.Sqrt(headWidth);

                    Assert.Equal(expected, scores[(((head * batch.Length) + query) * batch.Length) + key], 2e-5 * Math.Max(1, Math.Abs(expected)));
                }
            }
        }
    }

    // Turning both by their positions leaves the angle of the distance between them.
    private static double Product(ReadOnlySpan<float> q, ReadOnlySpan<float> k, double[] frequencies, int distance)
    {
        double sum = 0;
        for (int pair = 0; pair < frequencies.Length; pair++)
        {
            (double sine, double cosine) = Math.SinCos(distance * frequencies[pair]);
            (double a, double b) = (q[pair], q[pair + frequencies.Length]);
            (double c, double d) = (k[pair], k[pair + frequencies.Length]);
            sum += (((a * c) + (b * d)) * cosine) + (((a * d) - (b * c)) * sine);
        }

        return sum;
    }

    private static double[] Frequencies(string name, int headWidth)
    {
        bool isLinear = name.Contains("linear", StringComparison.Ordinal);
        bool isByWavelength = name.Contains("llama3", StringComparison.Ordinal);
        double angleBase = isLinear ? 100 : isByWavelength ? 50 : 10_000;
        return [.. Enumerable.Range(0, headWidth / 2).Select(pair => Math.Pow(angleBase, -2.0 * pair / headWidth)).Select(frequency =>
            isLinear ? frequency / 4 : isByWavelength ? ByWavelength(frequency) : frequency)];
    }

    // The factors of the configuration: 8, wavelengths from 16 / 1 on slow, up to 16 / 4 quick.
    private static double ByWavelength(double frequency)
    {
        double turns = 16 * frequency / (2 * Math.PI);
        double share = Math.Clamp((turns - 1) / 3, 0, 1);
        return (share * frequency) + ((1 - share) * frequency / 8);
    }
}
