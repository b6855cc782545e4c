namespace AttentionLens.Attribution;

/// <summary>Measures the attention sublayers of a stack one after the other.</summary>
internal static class VectorBlocks
{
    /// <summary>What is measured of one sublayer of one example.</summary>
    public delegate T Measure<out T>(AttentionVectors vectors, VectorRows rows, VectorNorms norms, int example);

    /// <summary>The measures of every example, first layer first.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="run">A run that captured the sublayer's hooks.</param>
    /// <param name="stack">The blocks.</param>
    /// <param name="sublayer">Which attention of each block.</param>
    /// <param name="measure">Measures one.</param>
    /// <param name="done">The share of all work that is done before, and the share that this is.</param>
    /// <param name="cancellationToken">Cancels between sublayers.</param>
    public static List<T>[] Of<T>(
        AttributionContext context,
        ModelRun run,
        VectorStack stack,
        VectorSublayer sublayer,
        Measure<T> measure,
        (double Before, double Share) done,
        CancellationToken cancellationToken)
    {
        List<T>[] blocks = [.. context.Batch.Examples.Select(_ => new List<T>())];
        for (int layer = 0; layer < stack.Layers; layer++)
        {
            TensorValue output = stack.Model.Weights.Get(stack.Weight(layer, $"{sublayer.Attention}.W_O")).Read();
            VectorNorms norms = new(stack, sublayer, layer);
            for (int example = 0; example < blocks.Length; example++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                VectorRows rows = new(run, stack, sublayer, layer, example);
                blocks[example].Add(measure(new AttentionVectors(run, stack, sublayer, layer, output, example), rows, norms, example));
                context.Report(done.Before + (done.Share * ((layer * blocks.Length) + example + 1) / (stack.Layers * blocks.Length)));
            }
        }

        return blocks;
    }
}
