namespace AttentionLens.Attribution;

/// <summary>A method that measures the length of what each position hands to each other in every block of a model with one stack, and joins the blocks.</summary>
public abstract class VectorMethod : AttributionMethod
{
    private const string Unit = "norm";

    private protected VectorMethod()
    {
    }

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        if (!AttentionStack.Cross(context).Patterns.IsEmpty)
        {
            throw new LensInputException($"{Descriptor.Name} is defined for models with one stack; choose alti or value-zeroing for an encoder-decoder.");
        }

        VectorStack stack = new(context);
        Demand(stack);
        VectorSublayer self = VectorSublayer.Self;
        RunPlan plan = new() { Objective = context.Objective, Capture = stack.Selectors([.. self.Hooks, "mlp_out"]) };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        List<Matrix>[] blocks = VectorBlocks.Of(
            context, run, stack, self, (vectors, rows, norms, _) => Block(context.Options, vectors, rows, norms), (0, 1), cancellationToken);
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
    private protected abstract Matrix Block(AnalysisOptions options, AttentionVectors vectors, VectorRows rows, VectorNorms norms);

    /// <summary>The matrices of the answer, the last of which is read.</summary>
    private protected virtual List<Matrix> Join(AnalysisOptions options, List<Matrix> blocks) => Matrix.Joint(blocks);
}
