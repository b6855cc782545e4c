using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The lengths of what each position hands over through a whole encoder block, multiplied up over the blocks.</summary>
/// <remarks>Source: Modarressi et al. 2022, section 3. The MLP's own path is skipped; its residual connection and normalisation are not.</remarks>
public sealed class GlobEncMethod : VectorMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("globenc", "Norms of the vectors through whole encoder blocks, multiplied up over the blocks.", AttributionKind.Attention)
        {
            Aggregation = "norm over the width",
            Sources = [Papers.Modarressi2022],
        };

    private protected override void Demand(VectorStack stack)
    {
        if (stack.IsPreNorm)
        {
            throw new LensInputException("globenc is defined for blocks that normalise what they have added up, such as BERT's; this model's normalise what they read. Choose alti.");
        }
    }

    private protected override Matrix Block(AnalysisOptions options, AttentionVectors vectors, VectorRows rows, VectorNorms norms)
    {
        Matrix lengths = new(vectors.Queries, vectors.Keys);
        float[] vector = new float[vectors.Width];
        float[] whole = new float[vectors.Width];
        for (int query = 0; query < vectors.Queries; query++)
        {
            rows.AttentionSum(query, whole);
            float first = norms.Attention.InverseDeviation(whole);
            rows.MlpSum(query, whole);
            float second = norms.Mlp.InverseDeviation(whole);
            for (int key = 0; key < vectors.Keys; key++)
            {
                vectors.Sum(query, key, vector);
                if (query == key)
                {
                    TensorPrimitives.Add(vector, rows.Before(query), vector);
                }

                norms.Attention.Apply(vector, first);
                norms.Mlp.Apply(vector, second);
                lengths[query, key] = TensorPrimitives.Norm<float>(vector);
            }
        }

        return lengths;
    }
}
