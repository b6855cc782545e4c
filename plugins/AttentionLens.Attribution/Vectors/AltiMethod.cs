using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>How much nearer each position's vector brings the output of attention, multiplied up over the blocks.</summary>
/// <remarks>Source: Ferrando, Gállego and Costa-jussà 2022, section 3.</remarks>
public sealed class AltiMethod : VectorMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("alti", "How much nearer each vector brings the output of attention, multiplied up over the blocks.", AttributionKind.Attention)
        {
            Aggregation = "distance by absolute values over the width",
            Sources = [Papers.Ferrando2022],
        };

    private protected override string Unit => "share";

    private protected override Matrix Block(AnalysisOptions options, AttentionVectors vectors, BlockRows rows, VectorNorms norms)
    {
        Matrix contributions = new(vectors.Length, vectors.Length);
        float[] vector = new float[vectors.Width];
        float[] whole = new float[vectors.Width];
        for (int query = 0; query < vectors.Length; query++)
        {
            rows.AttentionSum(query, whole);
            float inverse = norms.IsPreNorm ? 1 : norms.Attention.InverseDeviation(whole);
            double length = TensorPrimitives.SumOfMagnitudes(rows.Middle(query));
            for (int key = 0; key < vectors.Length; key++)
            {
                vectors.Sum(query, key, vector);
                if (query == key)
                {
                    TensorPrimitives.Add(vector, rows.Before(query), vector);
                }

                if (!norms.IsPreNorm)
                {
                    norms.Attention.Apply(vector, inverse);
                }

                TensorPrimitives.Subtract(rows.Middle(query), vector, vector);
                contributions[query, key] = Math.Max(0, length - TensorPrimitives.SumOfMagnitudes<float>(vector));
            }
        }

        return contributions.WithRowsNormalized();
    }
}
