namespace AttentionLens.Numerics;

/// <summary>Cuts images into square patches: [batch, channel, height, width] to [batch, patch, channel · side · side], patches row by row.</summary>
internal sealed class PatchOperation(OperationInfo info, PatchLayout layout) : Operation(info)
{
    public static void Forward(ReadOnlySpan<float> pixels, PatchLayout layout, Span<float> patches)
    {
        int target = 0;
        foreach (int source in layout.Segments())
        {
            pixels.Slice(source, layout.Side).CopyTo(patches.Slice(target, layout.Side));
            target += layout.Side;
        }
    }

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        if (!accumulate)
        {
            destination.Clear();
        }

        int from = 0;
        foreach (int to in layout.Segments())
        {
            ElementwiseKernel.AddTo(incoming.Slice(from, layout.Side), destination.Slice(to, layout.Side));
            from += layout.Side;
        }
    }
}
