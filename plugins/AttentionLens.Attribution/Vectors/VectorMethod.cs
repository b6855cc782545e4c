using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>A method that measures what each position hands to each other in every block, and joins the blocks.</summary>
public abstract class VectorMethod : AttributionMethod
{
    private static readonly ImmutableArray<string> Captured = ["attn.pattern", "attn.v", "resid_pre", "attn_out", "resid_mid", "mlp_out"];

    private protected VectorMethod()
    {
    }

    private protected abstract string Unit { get; }

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        VectorStack stack = new(context);
        Demand(stack);
        RunPlan plan = new() { Objective = context.Objective, Capture = stack.Selectors(Captured) };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        List<Matrix>[] blocks = [.. context.Batch.Examples.Select(_ => new List<Matrix>())];
        for (int layer = 0; layer < stack.Layers; layer++)
        {
            TensorValue output = stack.Model.Weights.Get(stack.Weight(layer, "attn.W_O")).Read();
            VectorNorms norms = new(stack, layer);
            for (int example = 0; example < blocks.Length; example++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                BlockRows rows = new(run, stack, layer, example);
                blocks[example].Add(Block(context.Options, new AttentionVectors(run, stack, layer, output, example), rows, norms));
                context.Report(((double)(layer * blocks.Length) + example + 1) / (stack.Layers * blocks.Length));
            }
        }

        PositionScores scores = new(context, blocks[0][0].Rows);
        List<List<Matrix>> joined = [.. blocks.Select(layers => Join(context.Options, layers))];
        for (int example = 0; example < blocks.Length; example++)
        {
            scores.Add(joined[example][^1].Row(ReadPosition.Of(context, example, run.Targets[example])));
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor(Unit));
        return result with { Extras = result.Extras.Add("matrix", MatrixStack.OfLayers(joined, Unit)) };
    }

    /// <summary>Refuses a model that the method is not defined for.</summary>
    private protected virtual void Demand(VectorStack stack)
    {
    }

    /// <summary>What one block hands from position (column) to position (row).</summary>
    private protected abstract Matrix Block(AnalysisOptions options, AttentionVectors vectors, BlockRows rows, VectorNorms norms);

    /// <summary>The matrices of the answer, the last of which is read.</summary>
    private protected virtual List<Matrix> Join(AnalysisOptions options, List<Matrix> blocks)
    {
        List<Matrix> joint = [];
        foreach (Matrix block in blocks)
        {
            joint.Add(joint.Count == 0 ? block : block.Times(joint[^1]));
        }

        return joint;
    }

    /// <summary>The rows of the residual stream of one block and example.</summary>
    private protected sealed class BlockRows(ModelRun run, VectorStack stack, int layer, int example)
    {
        public ReadOnlySpan<float> Before(int position) => Row("resid_pre", position);

        /// <summary>The residual stream behind attention, normalised where the block normalises behind its sublayers.</summary>
        public ReadOnlySpan<float> Middle(int position) => Row("resid_mid", position);

        /// <summary>The sum of the residual stream and the attention output.</summary>
        public void AttentionSum(int position, Span<float> destination) => TensorPrimitives.Add(Row("resid_pre", position), Row("attn_out", position), destination);

        /// <summary>The sum of the residual stream behind attention and the MLP output.</summary>
        public void MlpSum(int position, Span<float> destination) => TensorPrimitives.Add(Row("resid_mid", position), Row("mlp_out", position), destination);

        private ReadOnlySpan<float> Row(string name, int position)
        {
            LensTensor tensor = run.Captured(stack.Hook(layer, name));
            int width = tensor.Shape[2];
            return tensor.Values.Slice(((example * tensor.Shape[1]) + position) * width, width);
        }
    }

    /// <summary>The normalisations of one block.</summary>
    private protected sealed class VectorNorms(VectorStack stack, int layer)
    {
        public bool IsPreNorm => stack.IsPreNorm;

        public NormMap Attention { get; } = NormMap.Read(stack.Model, stack.Weight(layer, "ln1"));

        public NormMap Mlp { get; } = NormMap.Read(stack.Model, stack.Weight(layer, "ln2"));
    }
}
