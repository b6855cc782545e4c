using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The length of the vectors that attention hands over, in place of its probabilities alone.</summary>
/// <remarks>Source: Kobayashi et al. 2020, section 3; Kobayashi et al. 2021, section 3, for the residual connection and the normalisation.</remarks>
public sealed class AttentionNormsMethod : VectorMethod
{
    private const string Heads = "heads";
    private const string Sum = "sum";
    private const string Residual = "residual";
    private const string Norm = "norm";
    private static readonly ChoiceOption ReachOption = new(
        "reach",
        "What is measured: the mean over heads of each head's vector, the sum over heads, with the residual connection, or behind the normalisation too (post-norm blocks).",
        Residual,
        [Heads, Sum, Residual, Norm]);

    private static readonly NumberOption LayerOption = new("layer", "The layer, from 0; -1 for the last.", -1, -1, 1023);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("attention-norms", "The length of the vectors that attention hands over in one layer.", AttributionKind.Attention)
        {
            Aggregation = "norm over the width",
            Sources = [Papers.Kobayashi2020, Papers.Kobayashi2021],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [ReachOption, LayerOption];

    private protected override Matrix Block(AnalysisOptions options, AttentionVectors vectors, VectorRows rows, VectorNorms norms)
    {
        string reach = options.Get(ReachOption);
        if (reach == Norm && norms.IsPreNorm)
        {
            throw new LensInputException("Option 'reach' is 'norm', but the model's blocks normalise what they read, so no normalisation follows attention; choose residual.");
        }

        Matrix lengths = new(vectors.Queries, vectors.Keys);
        float[] vector = new float[vectors.Width];
        float[] whole = new float[vectors.Width];
        for (int query = 0; query < vectors.Queries; query++)
        {
            rows.AttentionSum(query, whole);
            float inverse = reach == Norm ? norms.Attention.InverseDeviation(whole) : 1;
            for (int key = 0; key < vectors.Keys; key++)
            {
                if (reach == Heads)
                {
                    lengths[query, key] = Enumerable.Range(0, vectors.Heads).Average(head => vectors.HeadNorm(head, query, key));
                    continue;
                }

                vectors.Sum(query, key, vector);
                if (reach != Sum && query == key)
                {
                    TensorPrimitives.Add(vector, rows.Before(query), vector);
                }

                if (reach == Norm)
                {
                    norms.Attention.Apply(vector, inverse);
                }

                lengths[query, key] = TensorPrimitives.Norm<float>(vector);
            }
        }

        return lengths;
    }

    private protected override List<Matrix> Join(AnalysisOptions options, List<Matrix> blocks)
    {
        int layer = (int)options.Get(LayerOption);
        return layer >= blocks.Count
            ? throw new LensInputException($"Option 'layer' is {layer}; the model has layers 0 to {blocks.Count - 1}.")
            : [blocks[layer < 0 ? blocks.Count - 1 : layer]];
    }
}
