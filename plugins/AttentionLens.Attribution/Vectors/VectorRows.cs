using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The rows of the residual stream around one attention sublayer of one example.</summary>
internal sealed class VectorRows(ModelRun run, VectorStack stack, VectorSublayer sublayer, int layer, int example)
{
    public ReadOnlySpan<float> Before(int position) => Row(sublayer.Before, position);

    /// <summary>The residual stream behind attention, normalised where the block normalises behind its sublayers.</summary>
    public ReadOnlySpan<float> After(int position) => Row(sublayer.After, position);

    /// <summary>The sum of the residual stream and the attention output.</summary>
    public void AttentionSum(int position, Span<float> destination) => TensorPrimitives.Add(Before(position), Row(sublayer.Output, position), destination);

    /// <summary>The sum of the residual stream behind attention and the MLP output.</summary>
    public void MlpSum(int position, Span<float> destination) => TensorPrimitives.Add(After(position), Row("mlp_out", position), destination);

    private ReadOnlySpan<float> Row(string name, int position) => LensRow.Of(run.Captured(stack.Hook(layer, name)), example, position);
}
