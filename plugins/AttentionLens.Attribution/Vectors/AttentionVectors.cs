using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>What the positions of one example hand to each other in one layer of attention: α · f(x), with f(x) = (x W_V + b_V) W_O of each head.</summary>
/// <remarks>Source: Kobayashi et al. 2020, equation 3. The bias of the output projection belongs to no position and is left out.</remarks>
internal sealed class AttentionVectors
{
    private readonly float[] _patterns;
    private readonly float[] _handed;

    /// <param name="run">A run that captured the sublayer's pattern and values.</param>
    /// <param name="stack">The blocks.</param>
    /// <param name="sublayer">Which attention of a block.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="output">W_O, [head, head width, width].</param>
    /// <param name="example">The example.</param>
    public AttentionVectors(ModelRun run, VectorStack stack, VectorSublayer sublayer, int layer, TensorValue output, int example)
    {
        LensTensor pattern = run.Captured(stack.Hook(layer, $"{sublayer.Attention}.pattern"));
        LensTensor value = run.Captured(stack.Hook(layer, $"{sublayer.Attention}.v"));
        Heads = pattern.Shape[1];
        (Queries, Keys) = (pattern.Shape[2], pattern.Shape[3]);
        Width = output.Shape[2];
        _patterns = pattern.Values.Slice(example * Heads * Queries * Keys, Heads * Queries * Keys).ToArray();
        int headWidth = output.Shape[1];
        int shared = Heads / value.Shape[2];
        ReadOnlySpan<float> values = value.Values.Slice(example * Keys * value.Shape[2] * headWidth, Keys * value.Shape[2] * headWidth);
        _handed = new float[Heads * Keys * Width];
        for (int head = 0; head < Heads; head++)
        {
            for (int key = 0; key < Keys; key++)
            {
                Span<float> target = Handed(head, key);
                int start = ((key * value.Shape[2]) + (head / shared)) * headWidth;
                for (int inner = 0; inner < headWidth; inner++)
                {
                    TensorPrimitives.MultiplyAdd(output.Values.AsSpan(((head * headWidth) + inner) * Width, Width), values[start + inner], target, target);
                }
            }
        }
    }

    public int Heads { get; }

    public int Queries { get; }

    public int Keys { get; }

    public int Width { get; }

    public float Pattern(int head, int query, int key) => _patterns[(((head * Queries) + query) * Keys) + key];

    /// <summary>‖α f(x)‖ of one head.</summary>
    public double HeadNorm(int head, int query, int key) => Pattern(head, query, key) * (double)TensorPrimitives.Norm<float>(Handed(head, key));

    /// <summary>Σ over heads of α f(x).</summary>
    public void Sum(int query, int key, Span<float> destination)
    {
        destination.Clear();
        for (int head = 0; head < Heads; head++)
        {
            TensorPrimitives.MultiplyAdd(Handed(head, key), Pattern(head, query, key), destination, destination);
        }
    }

    private Span<float> Handed(int head, int key) => _handed.AsSpan(((head * Keys) + key) * Width, Width);
}
